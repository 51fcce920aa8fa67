import type {
  DeprecationExtension,
  Extensible,
  ExternalDocumentation,
  StabilityExtension,
} from "./openapi-common.ts";
import type {
  PaginationExtension,
  QueryFormatExtension,
  RateLimitExtension,
  SessionTokenExtension,
  StreamExtension,
  UploadExtension,
  WebhookSignatureExtension,
} from "./openapi-extensions.ts";
import type { Schema, SchemaMap } from "./openapi-schema.ts";

/**
 * An OpenAPI 3.0, 3.1 or 3.2 document as data. The types describe a valid document. Validation reports deviations, and only
 * documents without errors reach the next stage.
 */
export interface OpenApiRoot extends Extensible {
  readonly openapi: string;
  readonly info: InfoObject;
  readonly servers?: readonly ServerObject[];
  readonly paths?: { readonly [path: string]: PathItem };
  readonly webhooks?: { readonly [name: string]: PathItem };
  readonly components?: ComponentsObject;
  readonly security?: readonly SecurityRequirement[];
  readonly tags?: readonly TagObject[];
  readonly externalDocs?: ExternalDocumentation;
  /** The rate limit of the API. */
  readonly "x-rate-limit"?: RateLimitExtension;
  /** The paging of lists. */
  readonly "x-pagination"?: PaginationExtension;
  readonly "x-stream"?: StreamExtension;
  /** How arrays and objects are sent in the query. */
  readonly "x-query-format"?: QueryFormatExtension;
  /** How webhook requests are signed. */
  readonly "x-webhook-signature"?: WebhookSignatureExtension;
  /** The token that identifies the user and workspace of an app session. */
  readonly "x-session-token"?: SessionTokenExtension;
}

/** A reference in place of an object. After merging, all references point into the document (`#/…`). */
export interface ReferenceObject {
  readonly $ref: string;
  readonly summary?: string;
  readonly description?: string;
}

/** An object, or a reference to one. */
export type Referenced<T> = T | ReferenceObject;

export interface InfoObject extends Extensible {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
  readonly termsOfService?: string;
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string };
}

export interface ServerObject extends Extensible {
  readonly url: string;
  /** OpenAPI 3.2. */
  readonly name?: string;
  readonly description?: string;
  readonly variables?: { readonly [name: string]: ServerVariable };
}

export interface ServerVariable extends Extensible {
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

export interface TagObject extends Extensible {
  readonly name: string;
  /** OpenAPI 3.2. Only tags of the kind `nav` group operations. Default: `nav`. */
  readonly kind?: string;
  /** OpenAPI 3.2: the tag that contains this one. */
  readonly parent?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocumentation;
}

export interface ComponentsObject extends Extensible {
  readonly schemas?: SchemaMap;
  readonly responses?: { readonly [name: string]: Referenced<ResponseObject> };
  readonly parameters?: { readonly [name: string]: Referenced<ParameterObject> };
  readonly examples?: { readonly [name: string]: Referenced<ExampleObject> };
  readonly requestBodies?: { readonly [name: string]: Referenced<RequestBodyObject> };
  readonly headers?: { readonly [name: string]: Referenced<HeaderObject> };
  readonly securitySchemes?: { readonly [name: string]: Referenced<SecuritySchemeObject> };
  readonly links?: { readonly [name: string]: unknown };
  readonly callbacks?: { readonly [name: string]: Referenced<CallbackObject> };
  /** OpenAPI 3.2. */
  readonly mediaTypes?: { readonly [name: string]: Referenced<MediaTypeObject> };
  readonly pathItems?: { readonly [name: string]: Referenced<PathItem> };
}

/** The methods that are members of a path item, in the order of the OpenAPI specification. `query` is new in OpenAPI 3.2. */
export const HTTP_METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
] as const;

/** A method, as the member of a path item. */
export type HttpMethodKey = (typeof HTTP_METHODS)[number];

/** The operations of a path. OpenAPI allows `$ref` next to them. */
export interface PathItem extends Extensible, Readonly<Partial<Record<HttpMethodKey, OperationObject>>> {
  readonly $ref?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly servers?: readonly ServerObject[];
  readonly parameters?: readonly Referenced<ParameterObject>[];
  /** OpenAPI 3.2: operations with any other method, by the method as it is sent. */
  readonly additionalOperations?: { readonly [method: string]: OperationObject };
}

/** The requests that the API sends, by the URL that it sends them to: an expression such as `{$request.body#/url}`. */
export interface CallbackObject {
  readonly [url: string]: PathItem;
}

export interface OperationObject extends Extensible, StabilityExtension, DeprecationExtension {
  /** Its paging. */
  readonly "x-pagination"?: PaginationExtension;
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocumentation;
  readonly parameters?: readonly Referenced<ParameterObject>[];
  readonly requestBody?: Referenced<RequestBodyObject>;
  readonly responses?: { readonly [status: string]: Referenced<ResponseObject> };
  readonly security?: readonly SecurityRequirement[];
  readonly servers?: readonly ServerObject[];
  readonly callbacks?: { readonly [name: string]: Referenced<CallbackObject> };
  /** The operation starts an upload of bytes. */
  readonly "x-upload"?: UploadExtension;
  readonly "x-stream"?: StreamExtension;
}

export interface ParameterObject extends Extensible, StabilityExtension, DeprecationExtension {
  readonly name: string;
  /** `querystring`, of OpenAPI 3.2, is the whole query. */
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  readonly description?: string;
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly allowReserved?: boolean;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly schema?: Schema;
  readonly content?: { readonly [mediaType: string]: Referenced<MediaTypeObject> };
  readonly example?: unknown;
  readonly examples?: { readonly [name: string]: Referenced<ExampleObject> };
  /** The API version that introduced the parameter. */
  readonly "x-since"?: string;
  /** The value may contain `/`. */
  readonly "x-multi-segment"?: boolean;
}

export type ParameterStyle =
  | "matrix"
  | "label"
  | "simple"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie";

/** A header: a parameter without `name` and `in`. */
export type HeaderObject = Omit<ParameterObject, "name" | "in">;

export interface RequestBodyObject extends Extensible {
  readonly content: { readonly [mediaType: string]: Referenced<MediaTypeObject> };
  readonly description?: string;
  readonly required?: boolean;
}

export interface ResponseObject extends Extensible {
  readonly description?: string;
  readonly headers?: { readonly [name: string]: Referenced<HeaderObject> };
  readonly content?: { readonly [mediaType: string]: Referenced<MediaTypeObject> };
  readonly links?: { readonly [name: string]: unknown };
}

export interface MediaTypeObject extends Extensible {
  readonly schema?: Schema;
  /** OpenAPI 3.2: the schema of each item of a stream. */
  readonly itemSchema?: Schema;
  readonly example?: unknown;
  readonly examples?: { readonly [name: string]: Referenced<ExampleObject> };
  readonly encoding?: { readonly [property: string]: EncodingObject };
}

export interface EncodingObject extends Extensible {
  readonly contentType?: string;
  readonly headers?: { readonly [name: string]: Referenced<HeaderObject> };
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface ExampleObject extends Extensible {
  readonly summary?: string;
  readonly description?: string;
  readonly value?: unknown;
  /** OpenAPI 3.2: the value before it is serialized. */
  readonly dataValue?: unknown;
  readonly externalValue?: string;
}

/** The security schemes that are required together, with their scopes. Empty: no authentication. */
export type SecurityRequirement = { readonly [scheme: string]: readonly string[] };

export type SecuritySchemeObject = Extensible & { readonly description?: string } & (
    | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
    | { readonly type: "http"; readonly scheme: string; readonly bearerFormat?: string }
    | {
        readonly type: "oauth2";
        readonly flows?: { readonly [flow: string]: unknown };
        readonly oauth2MetadataUrl?: string;
      }
    | { readonly type: "openIdConnect"; readonly openIdConnectUrl?: string }
    | { readonly type: "mutualTLS" }
  );
