/** An API as data: its calls, and the types of their values. It is written from an OpenAPI document. */
export interface Catalogue {
  /** The name of the API, `Shop`. */
  readonly title: string;
  readonly description?: string;
  /** Environment variables whose values are secret. They never appear in results, errors or logs. */
  readonly secrets: readonly string[];
  /** The resources, each before those in it. */
  readonly resources: readonly CatalogueResource[];
  /** The calls in the order of their resources. */
  readonly calls: readonly CatalogueCall[];
  /** The schemas that others refer to, by name. */
  readonly types: Types;
}

export type Types = { readonly [name: string]: Schema };

/** A group of calls. */
export interface CatalogueResource {
  /** `chat.completions` */
  readonly name: string;
  readonly summary?: string;
}

/** What a call does to the data of the API. */
export type Effect = "read" | "write" | "delete";

/** A call of a client. */
export interface CatalogueCall {
  /** The way from the client to the method, `chat.completions.create`. */
  readonly name: string;
  /** The position of its client, if there are several. Default: 0. */
  readonly client?: number;
  /** The method and the path of the request, `POST /v1/chat/completions`. */
  readonly http: string;
  readonly effect: Effect;
  readonly summary?: string;
  readonly description?: string;
  /** `true`, or what to use instead. */
  readonly deprecated?: true | string;
  /** The input that the method takes as its first arguments, in this order. */
  readonly arguments: readonly string[];
  /** How the method takes the rest of the input. `options`: as part of its options. Absent: there is none. */
  readonly params?: "required" | "optional" | "options";
  /** Parameters that are always sent, besides the input. Default: none. */
  readonly fixed?: { readonly [name: string]: unknown };
  /** The input that the method takes as the content of an upload, between the parameters and the options. */
  readonly content?: string;
  /** The schema of the input: an object with the arguments and parameters. */
  readonly input: Schema;
  readonly result: CatalogueResult;
  /** The schemas of the bodies of errors, by status. */
  readonly errors?: { readonly [status: string]: Schema };
  /** An input that fits the schema. */
  readonly example?: { readonly [name: string]: unknown };
}

/** The result of a call. The schema is that of the whole value, or of an item of a list or a stream. */
export interface CatalogueResult {
  readonly kind: "value" | "list" | "stream" | "binary" | "nothing";
  readonly schema?: Schema;
}

/** The part of JSON Schema that catalogues use. A `$ref` is the name of a type. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  /** `binary` for an object: content that is sent, as `text` or `base64`. `bigint` and `digits` are 64-bit integers. */
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  /** `false`: there are no others. */
  readonly additionalProperties?: Schema | false;
  readonly patternProperties?: { readonly [pattern: string]: Schema };
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema | false;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}
