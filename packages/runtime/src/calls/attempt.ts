import { connectionError, systemCodeOf } from "../answers/index.js";
import { APIError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { RateLimitPermit } from "../rate-limit/index.js";
import type { CallSettings } from "./call-settings.js";
import { composeMiddleware } from "./middleware.js";
import type { BuiltRequest } from "./request-builder.js";
import type { Outgoing } from "./send.js";

/** One time that a request is sent. */
export class Attempt {
  /** Gives it up. */
  readonly controller: AbortController = new AbortController();
  /** Whether it met a connection that the other side had closed, before any byte of an answer. */
  isStale = false;
  readonly #permit: RateLimitPermit | undefined;
  #fate: "open" | "sent" | "unused" = "open";

  constructor(permit: RateLimitPermit | undefined) {
    this.#permit = permit;
  }

  /** Sends the request through the middleware. */
  send(
    settings: CallSettings,
    operation: OperationDefinition,
    request: BuiltRequest,
    attempt: number,
  ): Promise<Response> {
    const { id, method, path } = operation;
    const { url, headers, body } = request;
    const { middleware } = settings;
    const { signal } = this.controller;
    const sent: Outgoing = { operation: id, method, path, url, headers, body, signal, attempt };
    if (middleware.length === 0) return this.#fetch(settings, operation, sent);
    const handler = composeMiddleware(middleware, (request) => this.#fetch(settings, operation, request));
    return handler({ ...sent, headers: new Headers(headers) });
  }

  /** Tells the rate limit what became of the request. What was told first counts. */
  settle(status?: number, pause?: number): void {
    const permit = this.#permit;
    if (pause !== undefined) permit?.refused(pause);
    else if (this.#fate !== "sent") {
      // A middleware answered in the server's place, or the call was given up before.
      this.#fate = "unused";
      permit?.unused();
    } else if (status === undefined) permit?.lost();
    else permit?.answered();
  }

  async #fetch(settings: CallSettings, operation: OperationDefinition, request: Outgoing): Promise<Response> {
    if (this.#fate === "unused") throw new TypeError("a middleware called next after its attempt had ended");
    this.#fate = "sent";
    this.isStale = false;
    try {
      const response = await settings.send(request, operation);
      if (response.status !== 429) this.settle(response.status);
      return response;
    } catch (cause) {
      if (cause instanceof APIError) throw cause;
      this.isStale = CLOSED.test(systemCodeOf(cause));
      throw connectionError(operation, "no connection", cause);
    }
  }
}

/** What the system says of a connection that the other side has closed. */
const CLOSED = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/;
