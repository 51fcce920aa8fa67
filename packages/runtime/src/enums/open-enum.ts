// Ambient, so that only the compiler sees it. Unlike `string & {}` and branded strings, an enum narrows, discriminates unions,
// completes, and rejects plain strings.
declare enum UnrecognizedValue {
  Value = "(unrecognized)",
}
declare enum UnrecognizedNumberValue {
  Value = -9007199254740991,
}

/** A string value that this version of the types does not know. At run time it is the string itself. */
export type Unrecognized = UnrecognizedValue;

/** A numeric value that this version of the types does not know. At run time it is the number itself. */
export type UnrecognizedNumber = UnrecognizedNumberValue;

/** A string enum that may get new values: `Open<"draft" | "paid">`. */
export type Open<Known extends string> = Known | Unrecognized;

/** A numeric enum that may get new values: `OpenNumber<1 | 2>`. */
export type OpenNumber<Known extends number> = Known | UnrecognizedNumber;

/** The known values of an open enum. */
export type KnownOf<Enum extends string | number | boolean> = Exclude<
  Enum,
  Unrecognized | UnrecognizedNumber
>;

/**
 * The member of a discriminated union that stands for variants that this version of the types does not know. It contains everything
 * that the server sent. `Value` is `UnrecognizedNumber` if numbers distinguish the variants.
 */
export type UnrecognizedVariant<
  Discriminator extends string,
  Value extends Unrecognized | UnrecognizedNumber = Unrecognized,
> = {
  readonly [Key in Discriminator]: Value;
} & { readonly [key: string]: unknown };

/** A lookup table for an open enum. `_` is used for values that it does not list, including new ones. */
export type EnumMap<Enum extends string | number, Result> = {
  readonly [Key in KnownOf<Enum>]?: Result;
} & { readonly _: Result };

/**
 * Marks a value as unknown to the types, so that it can be sent deliberately. Returns the value unchanged.
 *
 * @example
 * const params: UpdateTaskParams = { status: unrecognized("archived") };
 */
export function unrecognized(value: string): Unrecognized;
export function unrecognized(value: number): UnrecognizedNumber;
export function unrecognized(value: string | number): Unrecognized | UnrecognizedNumber {
  return value as Unrecognized | UnrecognizedNumber;
}

/**
 * Whether a value is one of an enum's known values. Narrows its type.
 *
 * @param values The enum's value object, such as `InvoiceStatus`.
 * @example
 * if (isKnown(InvoiceStatus, invoice.status)) console.log(labels[invoice.status]);
 */
export function isKnown<Known extends string | number | boolean>(
  values: Readonly<Record<string, Known>>,
  value: unknown,
): value is Known {
  return (Object.values(values) as unknown[]).includes(value);
}

/**
 * Looks up a value in a table for its enum; returns `_` for a value that the table does not list.
 *
 * @example
 * const colour = matchEnum(invoice.status, { paid: "green", open: "blue", _: "grey" });
 */
export function matchEnum<Enum extends string | number, Result>(
  value: Enum,
  map: EnumMap<Enum, Result>,
): Result {
  const table = map as Readonly<Record<string | number, Result>> & { readonly _: Result };
  return Object.hasOwn(table, value) ? (table[value] as Result) : table._;
}
