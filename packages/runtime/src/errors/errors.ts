import { type ErrorView, INSPECT, printed } from "./error-view.js";
import { SdkError } from "./sdk-error.js";
import type { Redact } from "./secrets.js";

/** Known properties of a failure. */
export interface ErrorFacts {
  /** HTTP status of the response; undefined if there was none. */
  readonly status?: number | undefined;
  /** Response headers. */
  readonly headers?: Headers | undefined;
  /** Response body: parsed JSON, otherwise text; undefined if it was empty. */
  readonly body?: unknown;
  /** The API's error code. */
  readonly code?: string | undefined;
  /** ID of the operation. */
  readonly operation?: string | undefined;
  /** ID that the server assigned to the request, if a common header contains it. */
  readonly requestId?: string | undefined;
  /** The cause of the failure. */
  readonly cause?: unknown;
}

/**
 * A call failed. All errors of calls are of this class, except that invalid arguments are a `TypeError`. The message contains
 * the server's message. The response headers and body are properties, but they are not shown when the error is printed or
 * converted to JSON.
 */
export class APIError extends SdkError {
  static override readonly "~kind": string = "APIError";
  /** HTTP status of the response; undefined if there was none. */
  readonly status: number | undefined;
  /** The API's error code. */
  readonly code: string | undefined;
  /** ID of the operation. */
  readonly operation: string | undefined;
  /** ID that the server assigned to the request, if a common header contains it. */
  readonly requestId: string | undefined;
  /** In a list: the cursor of the page that failed. To continue there, pass it as the list's cursor parameter. */
  cursor: string | undefined;
  readonly #headers: Headers | undefined;
  readonly #body: unknown;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : facts);
    this.status = facts.status;
    this.code = facts.code;
    this.operation = facts.operation;
    this.requestId = facts.requestId;
    this.cursor = undefined;
    this.#headers = facts.headers;
    this.#body = facts.body;
    Object.defineProperty(this, INSPECT, { value: () => printed(this, this.toJSON()) });
  }

  /** Response headers. */
  get headers(): Headers | undefined {
    return this.#headers;
  }

  /** Response body: parsed JSON, otherwise text; undefined if it was empty. */
  get body(): unknown {
    return this.#body;
  }

  /** The properties that may be logged. */
  toJSON(): ErrorView {
    const { name, message, status, code, operation, requestId } = this;
    const cursor = Object.prototype.propertyIsEnumerable.call(this, "cursor") ? this.cursor : "***";
    return { name, message, status, code, operation, requestId, cursor };
  }
}

/** Sets the cursor of an error. A cursor that contains a secret can be read, but is not shown when the error is printed. */
export function setCursor(error: APIError, cursor: string | undefined, redact: Redact): void {
  error.cursor = cursor;
  const enumerable = cursor === undefined || redact(cursor) === cursor;
  Object.defineProperty(error, "cursor", { enumerable });
}

/** 400: the request is invalid. */
export class BadRequestError extends APIError {
  static override readonly "~kind": string = "BadRequestError";
}

/** 401: the key is missing, invalid or expired. */
export class AuthenticationError extends APIError {
  static override readonly "~kind": string = "AuthenticationError";
}

/** 403: the key is valid but lacks permission. */
export class PermissionDeniedError extends APIError {
  static override readonly "~kind": string = "PermissionDeniedError";
}

/** 404: the resource does not exist. */
export class NotFoundError extends APIError {
  static override readonly "~kind": string = "NotFoundError";
}

/** 409: the request conflicts with the resource's current state. */
export class ConflictError extends APIError {
  static override readonly "~kind": string = "ConflictError";
}

/** 422: the server understood the request, but its content is invalid. */
export class UnprocessableEntityError extends APIError {
  static override readonly "~kind": string = "UnprocessableEntityError";
}

/** 429: too many requests, even after the retries. */
export class RateLimitError extends APIError {
  static override readonly "~kind": string = "RateLimitError";
}

/**
 * The monthly quota is used up. Either the server responded with 429, or the client's `quota` counted the requests and nothing
 * was sent; then there is no `status`. The call is not retried.
 */
export class QuotaExceededError extends APIError {
  static override readonly "~kind": string = "QuotaExceededError";
  /** When the quota resets, according to the client's `quota`; undefined without that option. */
  resetsAt: Date | undefined = undefined;
}

/** 500 and above: the server failed. */
export class InternalServerError extends APIError {
  static override readonly "~kind": string = "InternalServerError";
}

/** There was no response, or its body was cut off; `cause` is the reason. */
export class APIConnectionError extends APIError {
  static override readonly "~kind": string = "APIConnectionError";
}

/** `timeout` or `deadline` passed before the response was received. */
export class APIConnectionTimeoutError extends APIConnectionError {
  static override readonly "~kind": string = "APIConnectionTimeoutError";
}

/** The caller's signal aborted the call; `cause` is the signal's reason. */
export class APIUserAbortError extends APIError {
  static override readonly "~kind": string = "APIUserAbortError";
}

/** More requests wait for the rate limit than `maxQueue` allows. Nothing was sent. */
export class QueueFullError extends APIError {
  static override readonly "~kind": string = "QueueFullError";
}

/** A list cannot continue: the server repeated a cursor, or a response is not a page. */
export class PaginationError extends APIError {
  static override readonly "~kind": string = "PaginationError";
}

/**
 * An upload failed after the server had created the file: the content was rejected, the file was not complete in time, or the
 * signal or deadline ended the upload. The message names the incomplete file; `cause` is the failure, such as an
 * `APIUserAbortError`.
 *
 * @example
 * try {
 *   await copilot.files.upload(params, content, { signal });
 * } catch (error) {
 *   if (!(error instanceof UploadError)) throw error;
 *   const { id } = error.created as FileObject;
 *   await copilot.files.delete(id); // or, while its `uploadUrl` is valid, send the content there
 * }
 */
export class UploadError extends APIError {
  static override readonly "~kind": string = "UploadError";
  readonly #created: unknown;

  constructor(message: string, created: unknown, facts: ErrorFacts = {}) {
    super(message, facts);
    this.#created = created;
  }

  /** The created file: the response to the upload's first request. It is not shown when the error is printed. */
  get created(): unknown {
    return this.#created;
  }
}

/** An option or environment variable is invalid. Options are checked immediately, the environment on first use. */
export class ConfigurationError extends SdkError {
  static override readonly "~kind": string = "ConfigurationError";
}
