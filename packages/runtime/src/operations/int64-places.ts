/** The 64-bit integers in the requests and responses of an operation. */
export interface Int64Description {
  /** The type that they have in the program. Default: bigint. */
  readonly as?: "string";
  /** Where the parameters have them. Only needed with `as`, because any bigint is sent as an integer. */
  readonly params?: Int64Places;
  /** Where responses have them, by status: `404`, `2XX`, `4XX`, `5XX` or `default`. */
  readonly responses?: { readonly [status: string]: Int64Places };
}

/**
 * Where a value has 64-bit integers. `true`: the value is one. A function returns the places in a named type, so that types can contain
 * each other. Everything else is left out.
 */
export type Int64Places =
  | true
  | (() => Int64Places)
  | Int64Object
  | { readonly items: Int64Places }
  | Int64Tuple
  | Int64Variants
  | { readonly all: readonly Int64Places[] };

/** The properties of an object that have 64-bit integers. */
export interface Int64Object {
  readonly properties: { readonly [name: string]: Int64Places };
  /** The places in additional properties. */
  readonly others?: Int64Places;
  /** The names of the known properties without 64-bit integers, which are not additional. Only with `others`. */
  readonly plain?: readonly string[];
}

/** An array whose first items differ. An item that is null has no 64-bit integers. */
export interface Int64Tuple {
  readonly tuple: readonly (Int64Places | null)[];
  /** The places in further items. */
  readonly rest?: Int64Places;
}

/** A union of objects that a property distinguishes. A variant that is null has no 64-bit integers. */
export interface Int64Variants {
  readonly property: string;
  readonly variants: { readonly [value: string]: Int64Places | null };
}
