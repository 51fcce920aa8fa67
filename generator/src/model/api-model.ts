import type { Constraints } from "./constraints.ts";

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
}

/** The way to the node of the document that a part of the model was made of: keys and indexes. */
export type Place = readonly (string | number)[];

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

/** A group of operations: one class in one file. */
export interface ResourceModel {
  /** The accessor on a client, `messageChannels`. */
  readonly name: string;
  /** The class, `MessageChannels`. */
  readonly className: string;
  readonly docs: Documentation;
  readonly place: Place;
  /** Sorted by id. */
  readonly operations: readonly OperationModel[];
}

/** One operation: its constant, its method and everything that goes over the wire. */
export interface OperationModel {
  /** The constant, `listInvoices`. */
  readonly id: string;
  /** The method on the resource's class, `list`. */
  readonly method: string;
  readonly httpMethod: HttpMethod;
  /** `/v1/files/{id}`; `{+id}` may span several segments. */
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
  /** The value of the discriminator, `invoice.paid`. */
  readonly eventType: string;
  /** The type of the whole event. */
  readonly type: TypeExpression;
  readonly docs: Documentation;
  readonly place: Place;
}

/** What a type is where it is used: a name, or something too small to have one. */
export type TypeExpression =
  | { readonly kind: "unknown" | "string" | "number" | "boolean" | "null" | "binary" | "void" }
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
