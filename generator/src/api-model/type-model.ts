/** A type where it is used: a reference to a named type, or an unnamed type. */
export type TypeExpression =
  | { readonly kind: "unknown" | "boolean" | "null" }
  /** `int64`: a 64-bit integer, and the type that programs use for it. */
  | { readonly kind: "number"; readonly int64?: Int64Type }
  /**
   * Binary data: a file that callers send, the response whose body they read, or the body of a request that the API sends, as a
   * `Blob`.
   */
  | { readonly kind: "binary" | "binaryResponse" | "blob" }
  /** `besideKnown`: in a union with known strings, which would otherwise not be completed in an editor. */
  | { readonly kind: "string"; readonly besideKnown?: true }
  /** No value: `void` if there is never one, `undefined` if there may be one. */
  | { readonly kind: "void" | "undefined" | "never" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "array"; readonly items: TypeExpression }
  | TupleExpression
  | MapExpression
  | { readonly kind: "union"; readonly members: readonly TypeExpression[] }
  | { readonly kind: "intersection"; readonly members: readonly TypeExpression[] }
  | { readonly kind: "reference"; readonly name: string };

/** The exact type of a 64-bit integer. A string contains its digits. */
export type Int64Type = "bigint" | "string";

/** An array whose first items have their own types. */
export interface TupleExpression {
  readonly kind: "tuple";
  readonly items: readonly TypeExpression[];
  /** The number of items that are always present. */
  readonly required: number;
  /** The type of further items. Absent: there are none. */
  readonly rest?: TypeExpression;
}

/** An object whose property names are not known, or only those of an enum. */
export interface MapExpression {
  readonly kind: "map";
  readonly values: TypeExpression;
  /** The enum of the names. */
  readonly keys?: TypeExpression;
}

/** A named type in the generated code. */
export type NamedType = ObjectType | EnumType | UnionType | AliasType;

/** The use of a type. Determines the meaning of `required`, `readOnly` and `writeOnly`. */
export type Direction = "request" | "response" | "both";

interface TypeBase {
  readonly name: string;
  readonly docs: Documentation;
  readonly place: Place;
  /**
   * The name of the response variant, for a type named `…Input`. Packages export both, because the type had this name before
   * the variants differed.
   */
  readonly received?: string;
  readonly direction: Direction;
}

/** An object with known properties, and possibly others. */
export interface ObjectType extends TypeBase {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Additional properties whose names match a pattern. */
  readonly patterns?: readonly PatternProperties[];
  /** The type of other additional properties. */
  readonly additional?: TypeExpression;
}

/** Additional properties whose names match a pattern. */
export interface PatternProperties {
  readonly names: KeyPattern;
  readonly type: TypeExpression;
}

/** Names that are numbers, or that have a fixed prefix or suffix. */
export type KeyPattern =
  | { readonly kind: "number" }
  | { readonly kind: "prefix" | "suffix"; readonly text: string };

/** An enum: its known values. It is open, so there may be unknown ones. */
export interface EnumType extends TypeBase {
  readonly kind: "enum";
  /** The name of the type of the known values, `KnownOrderStatus`. */
  readonly known: string;
  readonly values: readonly EnumValue[];
  /** True if the API accepts every string. The values are suggestions. */
  readonly anyString?: true;
}

export interface EnumValue {
  readonly value: string | number | boolean;
  /** The key in the object of values: the name in the document, or else the value itself. */
  readonly key: string;
  readonly description?: string;
  readonly place: Place;
}

/** A union of types, possibly discriminated by a property. */
export interface UnionType extends TypeBase {
  readonly kind: "union";
  readonly members: readonly TypeExpression[];
  /** The property whose value distinguishes the members. The union then also allows unknown values. */
  readonly discriminator?: string;
  /** The member for all values that no other member has. There are no unknown members then. */
  readonly fallback?: TypeExpression;
  /** The type of the discriminator's values. Absent: strings. A union by a boolean has no unknown members. */
  readonly discriminatorType?: "number" | "boolean";
}

/** A name for a type expression. */
export interface AliasType extends TypeBase {
  readonly kind: "alias";
  readonly type: TypeExpression;
}

export interface Property {
  readonly name: string;
  readonly type: TypeExpression;
  readonly required: boolean;
  readonly docs: Documentation;
  readonly place: Place;
  /** Constraints in addition to the type. They are not part of the generated code. */
  readonly constraints?: Constraints;
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A sample for a call in generated code. A bigint is a 64-bit integer. */
export type SampleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly SampleValue[]
  | { readonly [key: string]: SampleValue };

/** Constraints of a schema that types cannot express. */
export interface Constraints {
  /** `uuid`, `date-time`. For integers without a format: `integer`. */
  readonly format?: string;
  /** The value that the server uses if none is sent. */
  readonly default?: JsonValue;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Other conditions, such as `not`, as text by keyword. */
  readonly rules?: { readonly [keyword: string]: string };
  /** The constraints of array items or map values. */
  readonly items?: Constraints;
}

/** The pointer of the node that a part of the model was built from: keys and indexes. */
export type Place = readonly (string | number)[];

/** The documentation of a part of the API. */
export interface Documentation {
  readonly summary?: string;
  readonly description?: string;
  /** `true`, or the reason and what to use instead. */
  readonly deprecated?: true | string;
  /** Set if the part may still change: `true` or the reason. */
  readonly preview?: true | string;
  /** Default, limits and format as short phrases: `Default 100`, `At most 255 characters`. */
  readonly facts?: readonly string[];
}
