import type {
  Constraints,
  Documentation,
  JsonValue,
  NamedType,
  Place,
  Property,
  TypeExpression,
} from "./type-model.ts";

/**
 * The API as the emitters see it: every name is decided, every list is in its final order, and all of it is
 * plain JSON. Nothing here knows how OpenAPI spells a thing.
 */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly baseURL: string;
  readonly authentication?: Authentication;
  readonly rateLimit?: RateLimit;
  readonly quota?: Quota;
  readonly pagination?: Pagination;
  readonly webhookSignature?: WebhookSignature;
  readonly sessionToken?: SessionToken;
  /** Sorted by name. */
  readonly resources: readonly ResourceModel[];
  /** Every type that an operation or a webhook reaches, sorted by name. */
  readonly types: readonly NamedType[];
  /** Sorted by event type. */
  readonly webhooks: readonly WebhookModel[];
  /** The property whose value tells the events apart; absent where there is none. */
  readonly eventDiscriminator?: string;
}

/** How a caller proves who they are. Only what the runtime can send by itself. */
export type Authentication =
  | { readonly kind: "apiKey"; readonly in: "header" | "query"; readonly name: string }
  | { readonly kind: "bearer" }
  | { readonly kind: "basic" };

/** `requests` in any `perSeconds`; after a refusal the server accepts again in `recoverySeconds`. */
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

/** A request parameter carries the cursor; the answer carries the items and the next cursor. */
export interface Pagination {
  readonly kind: "cursor";
  readonly cursor: string;
  readonly items: string;
  readonly next: string;
}

/** A group of operations: one class in one file. */
export interface ResourceModel {
  /** The accessor on a client, `shippingLabels`. */
  readonly name: string;
  /** The class, `ShippingLabels`. */
  readonly className: string;
  readonly docs: Documentation;
  readonly place: Place;
  /** Sorted by id. */
  readonly operations: readonly OperationModel[];
}

/** One operation: its constant, its method and everything that goes over the wire. */
export interface OperationModel {
  /** The constant, `listOrders`. */
  readonly id: string;
  /** The method on the resource's class, `list`. */
  readonly method: string;
  readonly httpMethod: HttpMethod;
  /** `/v1/orders/{id}`; `{+id}` may span several segments. */
  readonly path: string;
  readonly docs: Documentation;
  readonly place: Place;
  readonly pathParameters: readonly Property[];
  readonly query: readonly QueryParameter[];
  readonly headers: readonly string[];
  readonly body?: BodyModel;
  /** The type of everything but the path parameters; absent when there is nothing else. */
  readonly params?: ParamsType;
  readonly response: ResponseModel;
  readonly page?: PageModel;
  readonly upload?: UploadModel;
  /** The documented statuses as numbers, ascending. */
  readonly statuses: readonly number[];
  /** `false`: the operation is public. */
  readonly authentication?: false;
  /** Values that the document gives as examples, or that its schemas allow. */
  readonly sample: OperationSample;
}

export type HttpMethod = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

export interface QueryParameter {
  readonly name: string;
  readonly style?: "spaceDelimited" | "pipeDelimited" | "deepObject";
  readonly explode?: false;
}

export interface BodyModel {
  readonly encoding: "json" | "form" | "multipart" | "binary" | "text";
  readonly contentType?: string;
  /** The one parameter that is the whole body; absent when the parameters are the body's properties. */
  readonly parameter?: string;
  /** The request may go without a body. */
  readonly optional?: true;
}

export interface ParamsType {
  readonly name: string;
  readonly properties: readonly Property[];
  /** Whether a call without them is wrong. */
  readonly required: boolean;
  /**
   * The operation had no parameters when the major version began, and calls gave its options in their place: until the
   * next major its parameters are among the options.
   */
  readonly inOptions?: true;
}

export interface ResponseModel {
  readonly kind: "json" | "binary" | "text" | "empty";
  readonly type: TypeExpression;
  readonly constraints?: Constraints;
}

export interface PageModel {
  readonly item: TypeExpression;
  readonly body: TypeExpression;
}

/** Create, send the bytes to the URL in the answer, ask until a property says that they arrived. */
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

/** Arguments of one call that the API would accept. */
export interface OperationSample {
  readonly path: { readonly [parameter: string]: JsonValue };
  readonly params: { readonly [parameter: string]: JsonValue };
}

/** How the requests to webhooks are signed. */
export interface WebhookSignature {
  readonly header: string;
  /** The property of an event that says when it was made. */
  readonly timestamp?: string;
}

/** How an app is told for whom it was opened; each text but `query` names a property of the payload. */
export interface SessionToken {
  /** The type of the payload. */
  readonly payload: TypeExpression;
  /** The parameter of the app's address that has the token. */
  readonly query?: string;
  readonly workspace: string;
  readonly session?: string;
  readonly baseURL?: string;
  readonly expires?: string;
  /** Values by property that stand for none. */
  readonly absent?: { readonly [property: string]: readonly string[] };
  /** The API's own addresses. */
  readonly baseURLs: readonly string[];
}

/** One kind of event that the API sends to a listener. */
export interface WebhookModel {
  /** The value of the discriminator, `order.paid`. */
  readonly eventType: string;
  /** The type of the whole event. */
  readonly type: TypeExpression;
  readonly docs: Documentation;
  readonly place: Place;
}
