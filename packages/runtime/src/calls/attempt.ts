import { isClosedConnection } from "../answers/index.js";
import { APIConnectionError, RateLimitError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { RateLimitPermit } from "../rate-limit/index.js";
import { reportRefusal, reportWait } from "./call-reports.js";
import type { CallSettings } from "./call-settings.js";
import { composeMiddleware } from "./middleware.js";
import type { Outgoing } from "./outgoing.js";
import type { BuiltRequest } from "./request-builder.js";
import { checkResponse } from "./send.js";

/** One time that a request is sent, or more times if a middleware sends it again. */
export class Attempt {
  /** Gives it up. */
  readonly controller: AbortController = new AbortController();
  /** Whether it met a connection that the other side had closed, before any byte of a response. */
  isStale = false;
  readonly #priority: number;
  /** A slot of the rate limit for each request. */
  readonly #permits: RateLimitPermit[];
  #requests = 0;
  /** Headers of a response that refused a request, while a middleware has it. */
  #refusal: Headers | undefined;
  #isOver = false;

  /** @param permit For the first request; undefined: there is no rate limit. */
  constructor(permit: RateLimitPermit | undefined, priority: number) {
    this.#permits = permit === undefined ? [] : [permit];
    this.#priority = priority;
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
    return checked(operation, handler({ ...sent, headers: new Headers(headers) }));
  }

  /** Reports to the rate limit what became of the requests. Only the first outcome of each counts. */
  settle(status?: number, pause?: number): void {
    this.#isOver = true;
    for (const permit of this.#permits) {
      if (pause !== undefined) permit.refused(pause);
      // A middleware answered in the server's place, or the call was given up before.
      else if (this.#requests === 0) permit.unused();
      else if (status === undefined) permit.lost();
      else permit.answered();
    }
  }

  async #fetch(settings: CallSettings, operation: OperationDefinition, request: Outgoing): Promise<Response> {
    if (this.#isOver)
      throw new TypeError(`${operation.id}: a middleware called next after its attempt had ended`);
    const permit =
      this.#requests++ === 0 ? this.#permits[0] : await this.#permitAgain(settings, operation.id);
    this.isStale = false;
    try {
      const response = await settings.send(request, operation);
      if (response.status === 429) this.#refusal = response.headers;
      else permit?.answered();
      return response;
    } catch (error) {
      this.isStale = error instanceof APIConnectionError && isClosedConnection(error.cause);
      throw error;
    }
  }

  /** Waits for the right to send one more request, before the requests of other calls that came later. */
  async #permitAgain(settings: CallSettings, id: string): Promise<RateLimitPermit | undefined> {
    const { limiter, maxQueue, quota, clock } = settings;
    const [first] = this.#permits;
    if (this.#refusal !== undefined) {
      const error = new RateLimitError("refused", { status: 429, headers: this.#refusal });
      const pause = reportRefusal(settings, id, error) as number;
      for (const permit of this.#permits) permit.refused(pause);
      this.#refusal = undefined;
    }
    const since = clock.now();
    const { signal } = this.controller;
    const permit = await limiter?.acquire({
      priority: this.#priority,
      ticket: first?.ticket,
      maxQueue,
      signal,
    });
    reportWait(settings, id, since);
    if (permit !== undefined) this.#permits.push(permit);
    if (this.#isOver) {
      permit?.unused();
      throw (
        this.controller.signal.reason ?? new TypeError(`${id}: the attempt ended before next was sent again`)
      );
    }
    quota?.reserve();
    return permit;
  }
}

/** @throws APIError when a middleware returned something else than a response. */
async function checked(operation: OperationDefinition, handled: Promise<Response>): Promise<Response> {
  const response = await handled;
  checkResponse("a middleware", response, operation);
  return response;
}
