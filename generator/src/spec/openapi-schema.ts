import type {
  DeprecationExtension,
  Extensible,
  ExternalDocumentation,
  StabilityExtension,
} from "./openapi-common.ts";

/** A schema. `true` allows every value, `false` none. */
export type Schema = SchemaObject | boolean;

/** Schemas by name. */
export type SchemaMap = { readonly [name: string]: Schema };

/** The types of JSON Schema. */
export const SCHEMA_TYPES = ["null", "boolean", "object", "array", "number", "string", "integer"] as const;

export type SchemaType = (typeof SCHEMA_TYPES)[number];

/**
 * A schema of OpenAPI 3.0 (`nullable`, `exclusiveMinimum: true`, `example`) or 3.1 (`type: [string, "null"]`,
 * `const`, `examples`), or a reference to one. In 3.1, other keywords are allowed next to `$ref`.
 */
export interface SchemaObject extends Extensible, StabilityExtension, DeprecationExtension {
  readonly $ref?: string;
  readonly $defs?: SchemaMap;
  readonly $anchor?: string;
  /** The name by which `$dynamicRef` finds a schema. Schemas that refer to one with this anchor may replace it. */
  readonly $dynamicAnchor?: string;
  /** `#name`: the schema with this `$dynamicAnchor` in the outermost schema that has one. */
  readonly $dynamicRef?: string;
  readonly $comment?: string;

  readonly type?: SchemaType | readonly SchemaType[];
  /** OpenAPI 3.0. */
  readonly nullable?: boolean;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;

  readonly title?: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocumentation;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;

  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly discriminator?: DiscriminatorObject;

  readonly properties?: SchemaMap;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly unevaluatedProperties?: Schema;
  readonly patternProperties?: SchemaMap;
  readonly propertyNames?: Schema;
  readonly dependentSchemas?: SchemaMap;
  readonly dependentRequired?: { readonly [property: string]: readonly string[] };
  readonly minProperties?: number;
  readonly maxProperties?: number;

  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly unevaluatedItems?: Schema;
  readonly contains?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;

  readonly minimum?: number;
  readonly maximum?: number;
  /** A number in 3.1. In 3.0, `true` makes `minimum` exclusive. */
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;

  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  readonly contentSchema?: Schema;

  /**
   * In the canonical document: the `oneOf` and `anyOf` of an object whose members only require properties. Types cannot express them;
   * samples meet them.
   */
  readonly "x-required-alternatives"?: readonly Pick<SchemaObject, "oneOf" | "anyOf">[];
  /** The API version that introduced the property. */
  readonly "x-since"?: string;
  /** Names of the values of `enum`, by value. Documents also have arrays, and other members: see `dialect/forms/enum-names.ts`. */
  readonly "x-enum-varnames"?: { readonly [value: string]: string };
  /** Descriptions of the values of `enum`, by value. */
  readonly "x-enum-descriptions"?: { readonly [value: string]: string };
}

/** The property whose value distinguishes the members of a union. */
export interface DiscriminatorObject extends Extensible {
  readonly propertyName: string;
  /** References or schema names, by the value of the property. */
  readonly mapping?: { readonly [value: string]: string };
  /** OpenAPI 3.2: a reference or schema name, for all other values. */
  readonly defaultMapping?: string;
}
