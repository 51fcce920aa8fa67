/** What a type is where it is used: a name, or something too small to have one. */
export type TypeExpression =
  | { readonly kind: "unknown" | "string" | "number" | "boolean" | "null" | "binary" }
  /** No value: `void` where there never is one, `undefined` where there may be one. */
  | { readonly kind: "void" | "undefined" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "array"; readonly items: TypeExpression }
  | { readonly kind: "map"; readonly values: TypeExpression }
  | { readonly kind: "union"; readonly members: readonly TypeExpression[] }
  | { readonly kind: "intersection"; readonly members: readonly TypeExpression[] }
  | { readonly kind: "reference"; readonly name: string };

/** A type with a name of its own in the generated code. */
export type NamedType = ObjectType | EnumType | UnionType | AliasType;

/** Where values of a type travel; decides what `required`, `readOnly` and `writeOnly` mean for it. */
export type Direction = "request" | "response" | "both";

interface TypeBase {
  readonly name: string;
  readonly docs: Documentation;
  readonly place: Place;
  /**
   * Of a type that is `…Input` because it is sent otherwise than it is received: the name that it has in answers. Whoever
   * has the one gets the other, too, for it had that name before the two were different.
   */
  readonly received?: string;
  readonly direction: Direction;
}

/** An object with known properties, and perhaps others. */
export interface ObjectType extends TypeBase {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** The type of properties that have no name here. */
  readonly additional?: TypeExpression;
}

/** Known values of an attribute that may get more. */
export interface EnumType extends TypeBase {
  readonly kind: "enum";
  readonly values: readonly EnumValue[];
}

export interface EnumValue {
  readonly value: string | number;
  /** The key in the object of values; the value itself where it is a string. */
  readonly key: string;
  readonly description?: string;
  readonly place: Place;
}

/** One of several objects, told apart by a property. */
export interface UnionType extends TypeBase {
  readonly kind: "union";
  readonly members: readonly TypeExpression[];
  /** The property whose value tells the members apart; a value that is not known is a member, too. */
  readonly discriminator?: string;
}

/** A name for an expression. */
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
  /** What values must hold beside the type. It is not in the generated code. */
  readonly constraints?: Constraints;
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What a schema says of a value that no type can say. */
export interface Constraints {
  /** `uuid`, `date-time`; for a number `integer` where the schema says no other. */
  readonly format?: string;
  /** What the server takes where nothing is sent. */
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
  /** What holds for the items of a list, or the values of a map. */
  readonly items?: Constraints;
}

/** The way to the node of the document that a part of the model was made of: keys and indexes. */
export type Place = readonly (string | number)[];

/** What people are told about a part of the API. */
export interface Documentation {
  readonly summary?: string;
  readonly description?: string;
  /** `true`, or the reason with what to use instead. */
  readonly deprecated?: true | string;
  /** The part may still change: the reason, where one is given. */
  readonly preview?: true | string;
  /** Default, limits and format as short phrases: `Default 100`, `At most 255 characters`. */
  readonly facts?: readonly string[];
}
