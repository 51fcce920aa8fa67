import { APIConnectionError, type APIError, RateLimitError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { RateLimitPermit } from "../rate-limit/index.js";
import { isClosedConnection } from "../responses/index.js";
import type { BuiltRequest } from "./built-request.js";
import { reportRefusal, reportWait } from "./call-reports.js";
import type { CallSettings } from "./call-settings.js";
import { composeMiddleware } from "./middleware.js";
import type { Outgoing } from "./outgoing.js";
import { checkResponse, sendFailure } from "./send.js";

/** One attempt of a call. It sends one request, or more if a middleware sends it again. */
export class Attempt {
  /** Aborts the attempt. */
  readonly controller: AbortController = new AbortController();
  /** Whether it failed because the server had closed the connection, before any byte of a response. */
  isStale = false;
  /** Called if the server refuses its credentials with 401. Returns whether another attempt makes sense. */
  refused: (() => boolean) | undefined;
  readonly #priority: number;
  /** The rate limit slot of each request. */
  readonly #permits: RateLimitPermit[];
  #requests = 0;
  /** Whether its only request is sent without middleware. */
  #isDirect = false;
  /** A rate limit refusal that a middleware is handling, and the slot of its request. */
  #refusal: { readonly headers: Headers; readonly permit: RateLimitPermit | undefined } | undefined;
  #isOver = false;

  /** @param permit The permit of the first request; undefined if there is no rate limit. */
  constructor(permit: RateLimitPermit | undefined, priority: number) {
    this.#permits = permit === undefined ? [] : [permit];
    this.#priority = priority;
  }

  /**
   * Sends the request through the middleware. Most clients have none: the promise is then that of `fetch`, because another one in
   * between would take time in each call. Its outcome must be passed to `received` or `failed`.
   */
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
    const redirects = operation["~encoders"]?.redirects;
    if (redirects === undefined && middleware.length === 0) {
      this.#isDirect = true;
      this.#requests++;
      return settings.send(sent, operation);
    }
    const fetch = (request: Outgoing) => this.#fetch(settings, operation, request);
    const elsewhere = (request: Outgoing) => settings.send(request, operation);
    const send = redirects?.(operation, fetch, elsewhere) ?? fetch;
    const handler = composeMiddleware(middleware, send);
    return checked(operation, handler({ ...sent, headers: new Headers(headers) }));
  }

  /** `send` resolved to this response. */
  received(response: Response, operation: OperationDefinition): void {
    if (this.#isDirect) this.#received(response, operation, this.#permits[0]);
  }

  /** `send` rejected, or another part of the attempt failed before the response. Returns the error that the call fails with. */
  failed(
    cause: unknown,
    request: BuiltRequest,
    operation: OperationDefinition,
    settings: CallSettings,
  ): unknown {
    return this.#isDirect ? this.#failed(cause, request, operation, settings, this.#permits[0]) : cause;
  }

  /** Reports the outcome of the requests to the rate limit. Only the first outcome of each counts. */
  settle(status?: number, pause?: number): void {
    this.#isOver = true;
    for (const permit of this.#permits) {
      if (pause !== undefined) permit.refused(pause);
      // A middleware responded instead of the server, or the call was aborted before.
      else if (this.#requests === 0) permit.unused();
      else if (status === undefined) permit.lost();
      else permit.answered();
    }
  }

  async #fetch(settings: CallSettings, operation: OperationDefinition, request: Outgoing): Promise<Response> {
    const { id } = operation;
    if (this.#isOver) throw tooLate(id);
    const permit = this.#requests++ === 0 ? this.#permits[0] : await this.#permitAgain(settings, id);
    this.isStale = false;
    try {
      const response = await settings.send(request, operation);
      this.#received(response, operation, permit);
      return response;
    } catch (cause) {
      throw this.#failed(cause, request, operation, settings, permit);
    }
  }

  #received(response: Response, operation: OperationDefinition, permit: RateLimitPermit | undefined): void {
    checkResponse("fetch", response, operation);
    if (response.status === 429) this.#refusal = { headers: response.headers, permit };
    else permit?.answered();
  }

  #failed(
    cause: unknown,
    request: Pick<Outgoing, "url" | "headers">,
    operation: OperationDefinition,
    { secrets }: CallSettings,
    permit: RateLimitPermit | undefined,
  ): APIError {
    const error = sendFailure(cause, request, operation, secrets);
    permit?.lost();
    this.isStale = error instanceof APIConnectionError && isClosedConnection(error.cause);
    return error;
  }

  /** Waits for the right to send another request, ahead of calls that started later. */
  async #permitAgain(settings: CallSettings, id: string): Promise<RateLimitPermit | undefined> {
    const { limiter, maxQueue, quota, clock } = settings;
    this.#refuse(settings, id);
    const { signal } = this.controller;
    const ticket = this.#permits[0]?.ticket;
    const since = clock.now();
    const permit = await limiter?.acquire({ priority: this.#priority, ticket, maxQueue, signal });
    if (this.#isOver) {
      permit?.unused();
      throw signal.reason ?? tooLate(id);
    }
    if (permit !== undefined) this.#permits.push(permit);
    reportWait(settings, id, since);
    quota?.reserve();
    return permit;
  }

  /** Reports a refusal that a middleware responds to by sending again, so that all calls wait first. */
  #refuse(settings: CallSettings, id: string): void {
    if (this.#refusal === undefined) return;
    const { headers, permit } = this.#refusal;
    this.#refusal = undefined;
    const error = new RateLimitError("refused", { status: 429, headers });
    reportRefusal(settings, id, error, (pause = 0) => permit?.refused(pause));
  }
}

/** @throws APIError when a middleware returned something other than a response. */
async function checked(operation: OperationDefinition, handled: Promise<Response>): Promise<Response> {
  const response = await handled;
  checkResponse("a middleware", response, operation);
  return response;
}

function tooLate(id: string): TypeError {
  return new TypeError(`${id}: a middleware's next cannot send, because its attempt has ended`);
}
