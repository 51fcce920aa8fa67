import { type ErrorView, INSPECT, printed } from "./error-view.js";
import { SdkError } from "./sdk-error.js";
import type { Redact } from "./secrets.js";

/** What is known of a failure. */
export interface ErrorFacts {
  /** HTTP status of the answer; undefined when there was none. */
  readonly status?: number | undefined;
  /** Headers of the answer. */
  readonly headers?: Headers | undefined;
  /** Body of the answer: what its JSON holds, else its text, undefined when it was empty. */
  readonly body?: unknown;
  /** The API's own code for the failure. */
  readonly code?: string | undefined;
  /** Id of the operation. */
  readonly operation?: string | undefined;
  /** The id that the server gave the request, where a usual header carries one. */
  readonly requestId?: string | undefined;
  /** What it was caused by. */
  readonly cause?: unknown;
}

/**
 * A call failed. All errors that come of a call are of this class; wrong arguments are a `TypeError`. Its message holds what
 * the server said of the failure; the headers and the body are there to be read, but printing the error or making JSON
 * of it shows neither.
 */
export class APIError extends SdkError {
  static override readonly "~kind": string = "APIError";
  /** HTTP status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** The API's own code for the failure. */
  readonly code: string | undefined;
  /** Id of the operation. */
  readonly operation: string | undefined;
  /** The id that the server gave the request, where a usual header carries one. */
  readonly requestId: string | undefined;
  /** In a list: the cursor of the page that failed; pass it as the list's cursor parameter to go on from there. */
  cursor: string | undefined;
  readonly #headers: Headers | undefined;
  readonly #body: unknown;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.status = facts.status;
    this.code = facts.code;
    this.operation = facts.operation;
    this.requestId = facts.requestId;
    this.cursor = undefined;
    this.#headers = facts.headers;
    this.#body = facts.body;
    Object.defineProperty(this, INSPECT, { value: () => printed(this, this.toJSON()) });
  }

  /** Headers of the answer. */
  get headers(): Headers | undefined {
    return this.#headers;
  }

  /** Body of the answer: what its JSON holds, else its text, undefined when it was empty. */
  get body(): unknown {
    return this.#body;
  }

  /** What of it may go into a log. */
  toJSON(): ErrorView {
    const { name, message, status, code, operation, requestId } = this;
    const cursor = Object.prototype.propertyIsEnumerable.call(this, "cursor") ? this.cursor : "***";
    return { name, message, status, code, operation, requestId, cursor };
  }
}

/** Sets the cursor of an error. One that holds a secret is there to be read, but is not shown where the error is printed. */
export function setCursor(error: APIError, cursor: string | undefined, redact: Redact): void {
  error.cursor = cursor;
  const enumerable = cursor === undefined || redact(cursor) === cursor;
  Object.defineProperty(error, "cursor", { enumerable });
}

/** 400: the server did not accept the request as it was. */
export class BadRequestError extends APIError {
  static override readonly "~kind": string = "BadRequestError";
}

/** 401: the key is missing, wrong or no longer valid. */
export class AuthenticationError extends APIError {
  static override readonly "~kind": string = "AuthenticationError";
}

/** 403: the key is valid and may not do this. */
export class PermissionDeniedError extends APIError {
  static override readonly "~kind": string = "PermissionDeniedError";
}

/** 404: there is no such thing. */
export class NotFoundError extends APIError {
  static override readonly "~kind": string = "NotFoundError";
}

/** 409: it contradicts what the server has. */
export class ConflictError extends APIError {
  static override readonly "~kind": string = "ConflictError";
}

/** 422: the server understood the request and found its content wrong. */
export class UnprocessableEntityError extends APIError {
  static override readonly "~kind": string = "UnprocessableEntityError";
}

/** 429: too many requests at a time, still after waiting. */
export class RateLimitError extends APIError {
  static override readonly "~kind": string = "RateLimitError";
}

/**
 * The plan's requests of the month are spent: the server answered so with 429, or the client's `quota` counted them and
 * nothing was sent (then there is no `status`). It is not retried.
 */
export class QuotaExceededError extends APIError {
  static override readonly "~kind": string = "QuotaExceededError";
  /** When the month ends, as the client's option `quota` has it; undefined without that. */
  resetsAt: Date | undefined = undefined;
}

/** 500 and above: the server failed. */
export class InternalServerError extends APIError {
  static override readonly "~kind": string = "InternalServerError";
}

/** No response came, or its body broke off; `cause` says why. */
export class APIConnectionError extends APIError {
  static override readonly "~kind": string = "APIConnectionError";
}

/** `timeout` or `deadline` passed before the answer was there. */
export class APIConnectionTimeoutError extends APIConnectionError {
  static override readonly "~kind": string = "APIConnectionTimeoutError";
}

/** The caller's signal gave the call up; `cause` is the signal's reason. */
export class APIUserAbortError extends APIError {
  static override readonly "~kind": string = "APIUserAbortError";
}

/** More requests wait for the rate limit than `maxQueue` allows. Nothing was sent. */
export class QueueFullError extends APIError {
  static override readonly "~kind": string = "QueueFullError";
}

/** A list cannot go on: the server repeated a cursor, or a response is not a page. */
export class PaginationError extends APIError {
  static override readonly "~kind": string = "PaginationError";
}

/**
 * An upload failed after the server had created the file: the content was not taken, the file did not become complete in time, or
 * the signal or deadline ended the upload. The message names what is left over; `cause` is the failure, such as an
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

  /** What the server created: the response to the upload's first request. Printing the error does not show it. */
  get created(): unknown {
    return this.#created;
  }
}

/** An option or the environment is wrong. Options are checked when they are given, the environment when it is first needed. */
export class ConfigurationError extends SdkError {
  static override readonly "~kind": string = "ConfigurationError";
}
