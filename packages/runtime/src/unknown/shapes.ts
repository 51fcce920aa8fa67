/**
 * The parts of a value that may contain an enum value or variant newer than this version; other parts are omitted. A string is the
 * name of a type in {@link Shapes}, which allows recursive types.
 */
export type Shape =
  | string
  | EnumShape
  | ObjectShape
  | { readonly kind: "array"; readonly items: Shape }
  | TupleShape
  | { readonly kind: "map"; readonly values: Shape }
  | VariantsShape
  | { readonly kind: "all"; readonly parts: readonly Shape[] };

/** An open enum with its known values. */
export interface EnumShape {
  readonly kind: "enum";
  readonly values: readonly (string | number)[];
}

/** An array whose first items have shapes of their own. An item that is null holds nothing that can be unknown. */
export interface TupleShape {
  readonly kind: "tuple";
  readonly items: readonly (Shape | null)[];
  /** The shape of further items. */
  readonly rest?: Shape;
}

/** An object: the properties that have a shape, and the shape of additional properties. */
export interface ObjectShape {
  readonly kind: "object";
  readonly properties: Readonly<Record<string, Shape>>;
  /** Names of known properties without a shape, which are not additional. Only with `additional`. */
  readonly plain?: readonly string[];
  readonly additional?: Shape;
}

/** A discriminated union. A variant that is null contains nothing that can be unknown. */
export interface VariantsShape {
  readonly kind: "variants";
  readonly property: string;
  readonly variants: Readonly<Record<string, Shape | null>>;
}

/** The open enums and unions in the results of an API's operations. Generated packages export theirs from `<package>/shapes`. */
export interface Shapes {
  /** The shape of each operation's result, by operation ID. */
  readonly operations: Readonly<Record<string, Shape>>;
  /** The types that shapes refer to, by name. */
  readonly types: Readonly<Record<string, Shape>>;
}
