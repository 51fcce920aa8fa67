import type { Schema } from "./openapi-schema.ts";

/** `x-rate-limit`: at most `requests` within any `perSeconds`. After a 429, the API accepts requests again after `recoverySeconds`. */
export interface RateLimitExtension {
  readonly requests: number;
  readonly perSeconds: number;
  readonly recoverySeconds: number;
  /** Requests per calendar period by plan; `null` is unlimited. */
  readonly quota?: { readonly period: string; readonly plans: { readonly [plan: string]: number | null } };
}

/**
 * `x-pagination` of the document or of an operation: how the pages of lists follow each other. Values of the response are names separated
 * by dots. Names that are absent are found by the shape of the operation.
 */
export interface PaginationExtension {
  /** Default: `cursor`. */
  readonly kind?: "cursor" | "offset" | "page" | "address" | "link" | "none";
  /** The request parameter that takes the cursor. */
  readonly cursor?: string;
  /** The request parameter that takes the number of items before the page. */
  readonly offset?: string;
  /** The request parameter that takes the number of the page. */
  readonly page?: string;
  /** The number of the first page. */
  readonly first?: number;
  /** The request parameter with the size of a page. */
  readonly size?: string;
  readonly items?: string;
  readonly next?: string;
  readonly last?: string;
  readonly more?: string;
  readonly total?: string;
  readonly pages?: string;
  readonly current?: string;
}

/**
 * `x-stream`: how the streams of the API, or of one operation, end and report errors. Members of the operation replace those of the
 * document.
 */
export interface StreamExtension {
  /** The data that marks the end of a stream, `[DONE]`. A stream that ends without it was cut off. */
  readonly end?: string;
  /** The name of the last event, which is an item. A stream that ends without it was cut off. */
  readonly lastEvent?: string;
  /** The name of events that report an error. Default: `error`. */
  readonly errorEvent?: string;
  /** The property of the data that contains an error. Default: `error`, unless items have such a property. */
  readonly errorProperty?: string;
  /**
   * The meaning of the schema of `text/event-stream`: the data of an event, or an event with `event`, `data`, `id` and `retry`. Default:
   * an event, if it has `data` and no other members.
   */
  readonly schema?: "data" | "event";
  /**
   * The parameter that requests a stream, if the operation also responds without one. Default: `stream`, or the only one with a value
   * such as `streaming`.
   */
  readonly parameter?: string;
  /** The value that requests a stream. Default: `true`, or the only one such as `streaming`. */
  readonly value?: string;
}

/**
 * `x-query-format`: how arrays and objects are sent in the query if a parameter has neither `style` nor `explode`. Default: as in OpenAPI,
 * `repeat` and `properties`.
 */
export interface QueryFormatExtension {
  /** `repeat`: `id=1&id=2`, `comma`: `id=1,2`, `brackets`: `id[]=1&id[]=2`. */
  readonly arrays?: "repeat" | "comma" | "brackets";
  /** `properties`: `from=1&to=2`, `brackets`: `date[from]=1&date[to]=2`. */
  readonly objects?: "properties" | "brackets";
}

/**
 * `x-webhook-signature`: the header with the hex-encoded HMAC-SHA256 of the raw body, and the property of an event with
 * its creation time.
 */
export interface WebhookSignatureExtension {
  readonly header: string;
  readonly timestamp?: string;
}

/**
 * `x-session-token`: a hex-encoded initialization vector and AES-128-CBC ciphertext. The encryption key is the first half of
 * the HMAC-SHA256 of an empty message with the API key. `key`, `baseURL`, `expires` and `absent` name properties of the payload.
 */
export interface SessionTokenExtension {
  /** The payload: an object whose values are strings. */
  readonly schema: Schema;
  /** The query parameter of the app's URL that contains the token. */
  readonly query?: string;
  readonly cipher: "aes-128-cbc";
  readonly keyDerivation: "hmac-sha256-of-nothing";
  /** Parts of the key for a session: `<workspace>/<key>` or `<workspace>/<key>/<session>`. */
  readonly key: { readonly workspace: string; readonly session?: string };
  /** The base URL for requests. */
  readonly baseURL?: string;
  /** When the session ends. */
  readonly expires?: string;
  /** Values that mean the property is absent, by property. */
  readonly absent?: { readonly [property: string]: readonly string[] };
}

/** `x-upload`: create, send the bytes to the URL in the response, then poll until a property has a value. */
export interface UploadExtension {
  /** The name of the method. */
  readonly name: string;
  /** One sentence of documentation for the method. */
  readonly summary?: string;
  /** Parameters that the method sets itself. */
  readonly fixed?: { readonly [parameter: string]: string };
  /** The property of the response with the URL to send the bytes to. */
  readonly url: string;
  readonly method?: string;
  readonly contentType?: string;
  readonly ready?: UploadReadiness;
}

/** The completion check of an upload. */
export interface UploadReadiness {
  /** The id of the operation to poll. */
  readonly operation: string;
  /** Its path parameters, by properties of the first response. */
  readonly parameters?: { readonly [parameter: string]: string };
  readonly property: string;
  readonly value: string;
}
