import type { CallModel } from "./calls.ts";
import type { CallbackModel, WebhookModel } from "./deliveries.ts";
import type { SecurityModel, SecurityRequirement } from "./security.ts";
import type { OperationServer, ServerModel } from "./servers.ts";
import type {
  Constraints,
  Documentation,
  Int64Type,
  NamedType,
  Place,
  Property,
  SampleValue,
  TypeExpression,
} from "./type-model.ts";

/**
 * The API as emitters see it, as plain JSON. All names are final, and all arrays are in their final order. Nothing here
 * depends on how OpenAPI expresses it.
 */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** The URL of the first server, with the defaults of its variables. If it is relative, callers must pass `baseURL`. */
  readonly baseURL: string;
  /** The exact type of 64-bit integers. Absent: they are numbers. */
  readonly int64?: Int64Type;
  /** In the order of the document. The first is the default. */
  readonly servers: readonly ServerModel[];
  readonly security: SecurityModel;
  /** The parameters that clients have for all of their calls, in the order of the configuration. */
  readonly clientParameters: readonly ClientParameter[];
  readonly rateLimit?: RateLimit;
  readonly quota?: Quota;
  readonly pagination?: Pagination;
  readonly webhookSignature?: WebhookSignature;
  readonly sessionToken?: SessionToken;
  /** Sorted by name. */
  readonly resources: readonly ResourceModel[];
  /** Every type that operations or webhooks use, directly or indirectly. Sorted by name. */
  readonly types: readonly NamedType[];
  /** Sorted by event type. */
  readonly webhooks: readonly WebhookModel[];
  /** The property whose value distinguishes the events, if there is one. */
  readonly eventDiscriminator?: string;
}

/** A parameter that callers give to the client. In a call it is optional, and has precedence. */
export interface ClientParameter {
  /** The property of the parameters of a call. */
  readonly name: string;
  /** The option of the client. */
  readonly option: string;
  readonly type: "string" | "number" | "boolean";
  /** Every operation with this parameter requires it. */
  readonly required: boolean;
  readonly docs: Documentation;
  readonly place: Place;
}

/** At most `requests` within any `perSeconds`. After a 429, the server accepts requests again after `recoverySeconds`. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
  readonly recoverySeconds: number;
}

/** Requests per calendar period by plan; `null` is unlimited. */
export interface Quota {
  readonly period: string;
  readonly plans: { readonly [plan: string]: number | null };
}

/** A request parameter contains the cursor. Properties of the response contain the items and the next cursor. */
export interface Pagination {
  readonly kind: "cursor";
  readonly cursor: string;
  readonly items: string;
  readonly next: string;
}

/** A group of operations and of other resources: one class in one file. */
export interface ResourceModel {
  /** The accessor on a client or on the resource that contains it, `completions`. */
  readonly name: string;
  /** The accessors from the client to it, `["chat", "completions"]`. */
  readonly path: readonly string[];
  /** The class, `ChatCompletions`. */
  readonly className: string;
  readonly docs: Documentation;
  readonly place: Place;
  /** Sorted by id. */
  readonly operations: readonly OperationModel[];
  /** The resources in it. Sorted by name. */
  readonly resources: readonly ResourceModel[];
}

/** An operation: its constant, its method, its request and its response. */
export interface OperationModel {
  /** The constant, `listOrders`. */
  readonly id: string;
  /** The method on the resource's class, `list`. */
  readonly method: string;
  readonly httpMethod: HttpMethod;
  /** `/v1/orders/{id}`; `{+id}` may span several segments. */
  readonly path: string;
  /** The path with the names that callers use for its parameters, if these differ from those in the document. */
  readonly template?: string;
  readonly docs: Documentation;
  readonly place: Place;
  readonly pathParameters: readonly Property[];
  /** Encodings of the path parameters that are not single strings. */
  readonly pathStyles: readonly PathStyle[];
  readonly query: readonly QueryParameter[];
  readonly headers: readonly HeaderParameter[];
  readonly cookies: readonly CookieParameter[];
  readonly body?: BodyModel;
  /** The document requires a body that requests with this method cannot have, so the API may reject every call. */
  readonly lacksBody?: true;
  /** The type of all parameters except path parameters. Absent if there are none. */
  readonly params?: ParamsType;
  readonly response: ResponseModel;
  readonly call: CallModel;
  readonly upload?: UploadModel;
  /** The requests that the API sends because of the operation, in the order of their names. */
  readonly callbacks?: readonly CallbackModel[];
  /** The error responses whose bodies have types, sorted by status. */
  readonly errors: readonly ErrorModel[];
  /** The documented statuses, ascending, without ranges and `default`. */
  readonly statuses: readonly number[];
  /** Every documented response, sorted by status. */
  readonly documented: readonly DocumentedResponse[];
  /** Its own requirement, in place of that of the API. */
  readonly security?: SecurityRequirement;
  /** Its own server, in place of those of the API. */
  readonly server?: OperationServer;
  /** Examples of the document, or values that its schemas allow. */
  readonly sample: OperationSample;
}

/** The method as it is sent: `GET`, or any other. */
export type HttpMethod = string;

/** A path parameter that is an array, an object or JSON, or that has a prefix. */
export interface PathStyle {
  readonly name: string;
  readonly style?: "label" | "matrix";
  readonly explode?: true;
  readonly content?: "json";
}

export interface QueryParameter {
  readonly name: string;
  /** The property in which callers pass it, if it is not the name. */
  readonly property?: string;
  readonly style?: "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: false;
  readonly allowReserved?: true;
  readonly content?: "json";
  /** The parameter is the whole query, in this format. */
  readonly whole?: "form" | "json" | "text";
}

export interface HeaderParameter {
  readonly name: string;
  /** The property in which callers pass it, if it is not the name. */
  readonly property?: string;
  /** Encoding of an object: `a,1,b,2`, exploded `a=1,b=2`, or JSON. Absent: it is not an object. */
  readonly style?: "object" | "exploded" | "json";
}

export interface CookieParameter {
  readonly name: string;
  /** The property in which callers pass it, if it is not the name. */
  readonly property?: string;
  readonly explode?: false;
  readonly content?: "json";
}

/** Encoding of a form property, if it is not the default of its type. */
export interface FieldEncoding {
  readonly name: string;
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: false;
  readonly allowReserved?: true;
  readonly contentType?: string;
  /** Additional headers of its part, with their values. */
  readonly headers?: { readonly [name: string]: string };
}

/** How a request body is encoded. */
export interface Payload {
  readonly encoding: "json" | "form" | "multipart" | "binary" | "text";
  /** The encodings of a form. */
  readonly fields?: readonly FieldEncoding[];
  /** The parameter with the whole body. Absent if the properties of the body are parameters. */
  readonly parameter?: string;
  /** Constraints of the whole body, if its properties are parameters. They are not part of the generated code. */
  readonly constraints?: Constraints;
}

export interface BodyModel extends Payload {
  readonly contentType?: string;
  /** Media types of the document that the SDK does not send. */
  readonly unused?: readonly string[];
  /** The body may be omitted. */
  readonly optional?: true;
  /** Present if callers choose between several media types. */
  readonly choice?: BodyChoice;
}

/** The media types of a request body between which callers choose. */
export interface BodyChoice {
  /** The parameter that names the media type. */
  readonly parameter: string;
  /** Those of the body itself, which is sent if the caller names none. */
  readonly usual: readonly string[];
  /** In the order of preference. */
  readonly alternatives: readonly BodyAlternative[];
}

/** Another body of an operation, with other parameters. */
export interface BodyAlternative extends Payload {
  readonly mediaTypes: readonly string[];
  readonly params: ParamsType;
  readonly sample: OperationSample["params"];
}

export interface ParamsType {
  readonly name: string;
  readonly properties: readonly Property[];
  /** Whether the argument is required. */
  readonly required: boolean;
  /**
   * The operation had no parameters at the start of the major version, so existing calls pass the options in this
   * position. Until the next major version, its parameters are part of the options.
   */
  readonly inOptions?: true;
}

/** The kind of a response body. With `any`, the content type decides. With `location`, the result is the address of a redirect. */
export type ResponseKind = "json" | "binary" | "text" | "empty" | "any" | "location";

export interface ResponseModel {
  /** `mixed` if it depends on the status. */
  readonly kind: ResponseKind | "mixed";
  /** The kinds by status, if they differ. */
  readonly kinds?: { readonly [status: string]: ResponseKind };
  /** The `Accept` header, if it is not the default of the kind. */
  readonly accept?: string;
  /** Media types of the document that the SDK does not request. */
  readonly unused?: readonly string[];
  /** The names of documented headers, in lower case and sorted. */
  readonly headers?: readonly string[];
  readonly type: TypeExpression;
  /** The successes by status. Absent: they have one type. */
  readonly successes?: readonly SuccessModel[];
  readonly constraints?: Constraints;
  /** Redirects are documented next to the successes, and are followed. */
  readonly followsRedirects?: true;
}

/** A success, if there are several with different types. */
export interface SuccessModel {
  /** `200`, or `2XX` for all others. */
  readonly status: string;
  readonly type: TypeExpression;
  /** In lower case and sorted. */
  readonly headers: readonly string[];
}

/** An error response with a JSON body. */
export interface ErrorModel {
  /** `404`, `4XX`, or `default` for all other errors. */
  readonly status: string;
  readonly type: TypeExpression;
}

/** A response as the document describes it. */
export interface DocumentedResponse {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  /** Sorted. */
  readonly mediaTypes: readonly string[];
  /** In lower case and sorted. */
  readonly headers: readonly string[];
}

/** An upload: create, send the bytes to the URL in the response, then poll until a property has a value. */
export interface UploadModel {
  /** The constant, `uploadFile`. */
  readonly id: string;
  /** The method on the resource's class, `upload`. */
  readonly method: string;
  readonly docs: Documentation;
  readonly params?: ParamsType;
  readonly fixed: { readonly [parameter: string]: string };
  readonly url: string;
  readonly httpMethod: string;
  readonly contentType: string;
  readonly ready?: {
    readonly operation: string;
    readonly parameters: { readonly [parameter: string]: string };
    readonly property: string;
    readonly value: string;
  };
}

/** Arguments for a valid call. */
export interface OperationSample {
  readonly path: { readonly [parameter: string]: SampleValue };
  readonly params: { readonly [parameter: string]: SampleValue };
}

/** How webhook requests are signed. */
export interface WebhookSignature {
  readonly header: string;
  /** The property of an event with its creation time. */
  readonly timestamp?: string;
}

/** How an app learns which user and workspace opened it. All strings except `query` are properties of the payload. */
export interface SessionToken {
  /** The type of the payload. */
  readonly payload: TypeExpression;
  /** The query parameter of the app's URL that contains the token. */
  readonly query?: string;
  readonly workspace: string;
  readonly session?: string;
  readonly baseURL?: string;
  readonly expires?: string;
  /** Values that mean the property is absent, by property. */
  readonly absent?: { readonly [property: string]: readonly string[] };
  /** The base URLs of the API. */
  readonly baseURLs: readonly string[];
}
