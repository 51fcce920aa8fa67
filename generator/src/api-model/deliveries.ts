import type { Documentation, Place, TypeExpression } from "./type-model.ts";

/** A request that the API sends to a server of its consumer. */
export interface DeliveryModel {
  /** The type of the whole body. */
  readonly type: TypeExpression;
  /** The media type of the body, if it is not JSON. */
  readonly contentType?: string;
  /** The parameters outside the body, sorted by place and name. */
  readonly parameters?: readonly DeliveryParameter[];
  /** The statuses of the responses that the API expects, with their descriptions: `200`, `4XX`, `default`. */
  readonly responses: readonly { readonly status: string; readonly about: string }[];
  /** The method as it is sent, `POST`. */
  readonly httpMethod: string;
  readonly docs: Documentation;
  readonly place: Place;
}

export interface DeliveryParameter {
  readonly name: string;
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
}

/** A type of event that the API sends to webhooks. */
export interface WebhookModel extends DeliveryModel {
  /** The value of the discriminator, `order.paid`. */
  readonly eventType: string;
}

/** A request that the API sends because of an operation, to a URL that the call determined. */
export interface CallbackModel extends DeliveryModel {
  /** The name in the document, `onPaid`. */
  readonly name: string;
  /** The name for the type of the body, `CreateOrderOnPaidCallback`. */
  readonly typeName: string;
  /** The URL in terms of the call, `{$request.body#/url}`. */
  readonly url: string;
}
