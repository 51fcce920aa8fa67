import type { Schema } from "./openapi-schema.ts";

/** `x-rate-limit`: `requests` in any `perSeconds`; after a 429 the API accepts again in `recoverySeconds`. */
export interface RateLimitExtension {
  readonly requests: number;
  readonly perSeconds: number;
  readonly recoverySeconds: number;
  /** Requests per calendar period by plan; `null` is unlimited. */
  readonly quota?: { readonly period: string; readonly plans: { readonly [plan: string]: number | null } };
}

/** `x-pagination`: parameters of the cursor and the page size, properties of the items and the next cursor. */
export interface PaginationExtension {
  readonly cursor: string;
  readonly size?: string;
  readonly items: string;
  readonly next: string;
}

/**
 * `x-webhook-signature`: the header with HMAC-SHA256 of the raw body in hexadecimal digits, and the property of an event
 * that says when it was made.
 */
export interface WebhookSignatureExtension {
  readonly header: string;
  readonly timestamp?: string;
}

/**
 * `x-session-token`: hexadecimal digits of an initialization vector and AES-128-CBC, whose key is the first half of HMAC-SHA256 of
 * nothing by the API key; `key`, `baseURL`, `expires` and `absent` name properties of the payload.
 */
export interface SessionTokenExtension {
  /** The payload: an object of texts. */
  readonly schema: Schema;
  /** The parameter of the app's address that has the token. */
  readonly query?: string;
  readonly cipher: "aes-128-cbc";
  readonly keyDerivation: "hmac-sha256-of-nothing";
  /** Parts of the key that acts for a session: `<workspace>/<key>`, `<workspace>/<key>/<session>`. */
  readonly key: { readonly workspace: string; readonly session?: string };
  /** The address to send requests to. */
  readonly baseURL?: string;
  /** When the session ends. */
  readonly expires?: string;
  /** Values by property that stand for none. */
  readonly absent?: { readonly [property: string]: readonly string[] };
}

/** `x-upload`: create, send the bytes to the URL in the answer, ask until a property has a value. */
export interface UploadExtension {
  /** The method's name. */
  readonly name: string;
  /** What the method does, in a sentence. */
  readonly summary?: string;
  /** Path parameters that the method sets by itself. */
  readonly fixed?: { readonly [parameter: string]: string };
  /** The property of the answer with the URL to send the bytes to. */
  readonly url: string;
  readonly method?: string;
  readonly contentType?: string;
  readonly ready?: UploadReadiness;
}

/** How to find out that an upload has arrived. */
export interface UploadReadiness {
  /** The id of the operation to ask. */
  readonly operation: string;
  /** Its path parameters by the properties of the first answer. */
  readonly parameters?: { readonly [parameter: string]: string };
  readonly property: string;
  readonly value: string;
}
