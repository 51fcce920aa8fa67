/**
 * The type of a value as plain data. Generated packages have one for each of their types. `"string"` stands for any string, and
 * `{ oneOf: ["open", "paid"] }` for one of two.
 */
export type ValueType =
  | "string"
  | "number"
  | "boolean"
  | "null"
  | "unknown"
  | "binary"
  | StringRules
  | NumberRules
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "oneOf"; readonly values: readonly (string | number | boolean)[] }
  | ArrayRules
  | TupleRules
  | MapRules
  | ObjectRules
  | UnionRules
  | { readonly kind: "all"; readonly parts: readonly ValueType[] };

/** The types of a package by name. */
export type ValueTypes = { readonly [name: string]: ValueType };

/** A string with limits. */
export interface StringRules {
  readonly kind: "string";
  readonly format?: string;
  /** In characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Strings that match the pattern of the document. One of them is used. */
  readonly samples?: readonly string[];
}

/** A number with limits. */
export interface NumberRules {
  readonly kind: "number";
  readonly integer?: true;
  /** A 64-bit integer, and the type that programs use for it. */
  readonly int64?: "bigint" | "string";
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

/** An array. */
export interface ArrayRules {
  readonly kind: "array";
  readonly items: ValueType;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
}

/** An array whose first items have types of their own. */
export interface TupleRules {
  readonly kind: "tuple";
  readonly items: readonly ValueType[];
}

/** An object with any property names, or with those in `keys`. */
export interface MapRules {
  readonly kind: "map";
  readonly values: ValueType;
  readonly keys?: readonly string[];
  readonly minProperties?: number;
}

/** An object. Deprecated optional properties need not be listed. */
export interface ObjectRules {
  readonly kind: "object";
  readonly required?: { readonly [name: string]: ValueType };
  readonly optional?: { readonly [name: string]: ValueType };
}

/** A union. */
export interface UnionRules {
  readonly kind: "union";
  readonly members: readonly ValueType[];
  /** The property that distinguishes the members. */
  readonly discriminator?: string;
}
