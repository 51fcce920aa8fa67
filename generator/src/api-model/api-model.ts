import type { AddedFacts, AddedMethod } from "./added.ts";
import type { CallModel } from "./calls.ts";
import type { CallbackModel, WebhookModel } from "./deliveries.ts";
import type {
  BodyModel,
  CookieParameter,
  HeaderParameter,
  OperationSample,
  ParamsType,
  PathStyle,
  QueryParameter,
} from "./requests.ts";
import type { DocumentedResponse, ErrorModel, ResponseModel } from "./responses.ts";
import type { SecurityModel, SecurityRequirement } from "./security.ts";
import type { OperationServer, ServerModel } from "./servers.ts";
import type { Documentation, Int64Type, NamedType, Place, Property } from "./type-model.ts";

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
  /** Sorted by name. */
  readonly resources: readonly ResourceModel[];
  /** Every type that operations or webhooks use, directly or indirectly. Sorted by name. */
  readonly types: readonly NamedType[];
  /** Sorted by event type. */
  readonly webhooks: readonly WebhookModel[];
  /** The property whose value distinguishes the events, if there is one. */
  readonly eventDiscriminator?: string;
  /** Data that features read from the document. */
  readonly added: readonly AddedFacts[];
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
  /** No value fits one of its required parameters, so the API rejects every call. */
  readonly lacksSample?: true;
  /** The type of all parameters except path parameters. Absent if there are none. */
  readonly params?: ParamsType;
  readonly response: ResponseModel;
  readonly call: CallModel;
  /** Additions of features to the resource for the operation. Absent if there is nothing. */
  readonly added?: readonly AddedMethod[];
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
