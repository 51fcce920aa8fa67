/**
 * Where a value may hold something that is newer than this version: the parts that cannot are left out. A text is the
 * name of a type in {@link Shapes}, so types may contain themselves.
 */
export type Shape =
  | string
  | EnumShape
  | ObjectShape
  | { readonly kind: "array"; readonly items: Shape }
  | { readonly kind: "map"; readonly values: Shape }
  | VariantsShape
  | { readonly kind: "all"; readonly parts: readonly Shape[] };

/** One of the known values of an open enum. */
export interface EnumShape {
  readonly kind: "enum";
  readonly values: readonly (string | number)[];
}

/** An object: its properties that have a shape, and the shape of properties that it does not name. */
export interface ObjectShape {
  readonly kind: "object";
  readonly properties: Readonly<Record<string, Shape>>;
  /** Names of properties that have no shape of their own, where `additional` is there. */
  readonly plain?: readonly string[];
  readonly additional?: Shape;
}

/** One of several objects, told apart by the value of a property; null is one in which nothing can be unknown. */
export interface VariantsShape {
  readonly kind: "variants";
  readonly property: string;
  readonly variants: Readonly<Record<string, Shape | null>>;
}

/** The enums and unions in the results of an API's operations. Generated packages export theirs from `<package>/shapes`. */
export interface Shapes {
  /** By the id of an operation: the shape of its result. */
  readonly operations: Readonly<Record<string, Shape>>;
  /** By name: the types that the shapes mention. */
  readonly types: Readonly<Record<string, Shape>>;
}
