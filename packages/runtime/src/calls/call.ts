import type { StreamedBody } from "../content/index.js";
import {
  APIConnectionTimeoutError,
  APIError,
  addCaller,
  rejected,
  type Trace,
  TracedPromise,
  type TracedWork,
  trace,
} from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { PermitWaiter, RateLimitPermit } from "../rate-limit/index.js";
import { readBody, readError, resultKind, resultOf, unreadableBody } from "../responses/index.js";
import type { PendingAnswer } from "./api-promise.js";
import { Attempt } from "./attempt.js";
import type { BuiltRequest } from "./built-request.js";
import { reportRefusal, reportRetry, reportWait } from "./call-reports.js";
import type { CallSettings } from "./call-settings.js";
import { checkCallOptions } from "./check-options.js";
import { onInterruption, tookTooLong } from "./interruption.js";
import { buildRequest } from "./request-builder.js";
import type { RequestOptions } from "./request-options.js";
import { RetryPlan } from "./retry.js";
import { unreadResponse } from "./unread-response.js";

/** Converts the outcome of a call before its promise is settled. */
export interface CallOutcome<Body, Result> {
  /**
   * True: `result` gets the response in place of its body, and reads it itself. `timeout` then ends with the headers, and `signal` and
   * `deadline` with the body.
   */
  readonly isUnread?: true;
  /**
   * Creates the result from the response and its body.
   *
   * @param connection Only for unread responses. It must not throw then, but may return a rejected promise.
   */
  result(body: Body, response: Response, connection?: OpenConnection): Result | Promise<never>;
  /** Adds information to an error that only the caller has. */
  failed(error: unknown): void;
}

/** The connection of an unread response. */
export interface OpenConnection {
  /** Closes it. */
  readonly controller: AbortController;
  /** Who called, for the stacks of errors. */
  readonly work: TracedWork;
}

/** Calls an operation: waits for the rate limit, sends the request, and retries if that may help. Never throws. */
export function startCall<Result, Body = Result>(
  settings: CallSettings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
  resolve: (result: Result | Promise<never>) => void,
  outcome?: CallOutcome<Body, Result>,
): PendingAnswer {
  const call = new Call(settings, operation, params, options, resolve, outcome);
  call.begin();
  return call;
}

/** One call in progress. Very many calls may wait for the rate limit, so a waiting call holds no state but this object. */
class Call<Body, Result> implements PendingAnswer, PermitWaiter {
  caller: Trace | undefined;
  unread = false;
  response: Response | undefined;
  readonly priority: number;
  ticket = -1;
  index = -1;
  readonly #settings: CallSettings;
  readonly #operation: OperationDefinition;
  readonly #params: unknown;
  readonly #options: RequestOptions;
  readonly #resolve: (result: Result | Promise<never>) => void;
  readonly #outcome: CallOutcome<Body, Result> | undefined;
  #request: BuiltRequest | undefined;
  /** The current attempt. */
  #attempt: Attempt | undefined;
  #attempts = 0;
  #retries: RetryPlan | undefined;
  /** The error of the last attempt. */
  #failure: APIError | undefined;
  /** When it started to wait for the rate limit; recorded only if there is an observer. */
  #queuedAt = 0;
  /** Timer of the attempt's timeout, or of the delay before the next attempt. */
  #timer: unknown;
  /** When its deadline passes. */
  #end = Infinity;
  #forgetInterruption: (() => void) | undefined;
  #isOver = false;

  constructor(
    settings: CallSettings,
    operation: OperationDefinition,
    params: unknown,
    options: RequestOptions,
    resolve: (result: Result | Promise<never>) => void,
    outcome: CallOutcome<Body, Result> | undefined,
  ) {
    this.#settings = settings;
    this.#operation = operation;
    this.#params = params;
    this.#options = options;
    this.#resolve = resolve;
    this.#outcome = outcome;
    // Options that are null are refused when the call begins.
    this.priority = (options as RequestOptions | null)?.priority ?? 0;
  }

  begin(): void {
    const { clock } = this.#settings;
    try {
      checkCallOptions(this.#operation.id, this.#options);
      const { signal, deadline } = this.#options;
      this.#build();
      if (signal !== undefined || deadline !== undefined) {
        this.#forgetInterruption = onInterruption(clock, this.#options, (reason) => this.#interrupt(reason));
        this.#end = clock.now() + (deadline ?? Infinity);
      }
      this.#next();
    } catch (error) {
      // Not APIPromise: V8 has no frame for a constructor that is only inherited, as in a list.
      addCaller(error, trace(TracedPromise));
      this.#fail(error);
    }
  }

  grant(permit?: RateLimitPermit): void {
    if (this.#isOver) {
      permit?.unused();
    } else {
      this.#attempt = new Attempt(permit, this.priority);
      void this.#send(this.#attempt);
    }
  }

  refuse(error: unknown): void {
    if (!this.#isOver) this.#fail(error);
  }

  #build(): BuiltRequest {
    this.#request ??= buildRequest(this.#settings, this.#operation, this.#params, this.#options);
    return this.#request;
  }

  /** The body of the request, with the properties of a streamed body if it is one. */
  #body(): Partial<StreamedBody> | undefined {
    return this.#request?.body as Partial<StreamedBody> | undefined;
  }

  /** Waits until it may be sent: first for the monthly quota, then for the rate limit. */
  #next(): void {
    const loading = this.#settings.quota?.ready();
    if (loading === undefined) this.#queue();
    else loading.then(() => this.#queue()).catch((error) => this.refuse(error));
  }

  #queue(): void {
    const { limiter, maxQueue, onEvent, clock } = this.#settings;
    if (onEvent !== undefined) this.#queuedAt = clock.now();
    if (limiter === undefined || this.#isOver) this.grant();
    else limiter.enqueue(this, maxQueue);
    // The request was built only to validate it, and is built again when it is its turn. A request that was sent stays the same. A
    // stream is kept, and cancelled when the call fails.
    const isUnsent = this.#attempt === undefined && this.#attempts === 0;
    if (isUnsent && this.#body()?.isRepeatable !== false) this.#request = undefined;
  }

  async #send(attempt: Attempt): Promise<void> {
    const settings = this.#settings;
    const operation = this.#operation;
    const {
      signal,
      timeout = settings.timeout,
      maxResponseBytes = settings.maxResponseBytes,
    } = this.#options;
    // An observer may abort the call.
    reportWait(settings, operation.id, this.#queuedAt);
    // A call that is aborted in the same tick in which it started is not sent.
    if (signal) await undefined;
    if (this.#attempt !== attempt) return;
    const end = settings.clock.now() + timeout;
    let isSent = false;
    try {
      let request = this.#build();
      if (timeout < Infinity) {
        this.#timer = settings.clock.setTimeout(() => this.#giveUp(attempt, timeout), timeout);
      }
      if (request.auth) {
        request = await request.auth.apply(attempt, request, operation, this.#options);
        if (this.#attempt !== attempt) return;
        attempt.refused = request.refused;
      }
      // Errors before this are those of the credentials, which end the call. A refusal by the quota is reported.
      isSent = true;
      settings.quota?.reserve();
      let response: Response;
      try {
        response = await attempt.send(settings, operation, request, ++this.#attempts);
        attempt.received(response, operation);
      } catch (cause) {
        throw attempt.failed(cause, request, operation, settings);
      }
      const redact = (text: string): string => settings.secrets.redactor(operation, request.headers)(text);
      const location = operation["~encoders"]?.location?.(operation, response, request.url);
      if (!response.ok && !location) throw await readError(operation, response, redact);
      const isUnread = this.unread || this.#outcome?.isUnread;
      const kind = isUnread ? "binary" : resultKind(operation, response, redact);
      if (kind === "binary") {
        if (this.#attempt === attempt) this.#leave(response, attempt, timeout, end);
        return;
      }
      let content = "";
      try {
        if (!location) content = await readBody(response, maxResponseBytes, kind);
      } catch (cause) {
        throw unreadableBody(operation, response, redact, maxResponseBytes, cause);
      }
      if (this.#attempt !== attempt) return;
      const body = location?.() ?? resultOf(operation, response, redact, kind, content);
      this.#succeed(response, body as Body);
    } catch (error) {
      if (this.#attempt !== attempt) return;
      if (isSent && error instanceof APIError) this.#tryAgain(attempt, error);
      else this.#fail(error);
    }
  }

  /** The timeout of an attempt has passed. */
  #giveUp(attempt: Attempt, timeout: number): void {
    // A call that was ended by another incoming request could not cancel this timer.
    if (this.#attempt !== attempt) return;
    const reason = tookTooLong("timeout", timeout);
    this.#tryAgain(attempt, reason);
    attempt.controller.abort(reason);
  }

  /** The signal was aborted or the deadline passed. After the deadline, the error of the last attempt is more informative. */
  #interrupt(reason: APIError): void {
    const attempt = this.#attempt;
    this.#settings.limiter?.leave(this);
    this.#fail((reason instanceof APIConnectionTimeoutError && this.#failure) || reason);
    attempt?.controller.abort(reason);
  }

  /** The attempt failed: retries it or ends the call. The call ends whatever happens here. */
  #tryAgain(attempt: Attempt, error: APIError): void {
    try {
      this.#failure = error;
      const pause = reportRefusal(this.#settings, this.#operation.id, error, (pause) =>
        attempt.settle(error.status, pause),
      );
      this.#rest();
      if (this.#isOver) return;
      const remaining = this.#end - this.#settings.clock.now();
      this.#retries ??= new RetryPlan(this.#settings, this.#operation, this.#options, this.#build());
      const wait = this.#retries.next(error, attempt, pause ?? 0, remaining);
      if (wait === undefined) this.#fail(error);
      else this.#waitToRetry(error, wait, pause !== undefined);
    } catch (failure) {
      this.#fail(failure);
    }
  }

  #waitToRetry(error: APIError, wait: number, isRefused: boolean): void {
    const { limiter, clock } = this.#settings;
    reportRetry(this.#settings, this.#operation.id, error, wait, this.#attempts + 1);
    // An observer may have aborted the call.
    if (this.#isOver) return;
    // After a refusal, the limiter delays everyone, including this call.
    if (isRefused && limiter !== undefined) this.#next();
    else this.#timer = clock.setTimeout(() => this.#next(), wait);
  }

  #succeed(response: Response, body: Body): void {
    const { retryBudget, onData } = this.#settings;
    this.#close();
    retryBudget.succeeded();
    try {
      onData?.(this.#operation.id, body);
      this.#resolve(
        this.#outcome === undefined ? (body as unknown as Result) : this.#outcome.result(body, response),
      );
    } catch (error) {
      this.#reject(error);
    }
    this.response = response;
  }

  /**
   * Leaves the body to the caller or to the outcome, until the deadline of the call. The timeout of the attempt includes the body of
   * `asResponse()`; for a result with binary data, it limits the time without data.
   *
   * @param end When the timeout of the attempt passes.
   */
  #leave(response: Response, { controller }: Attempt, timeout: number, end: number): void {
    const { retryBudget, clock } = this.#settings;
    const { signal, deadline } = this.#options;
    this.#close();
    retryBudget.succeeded();
    // Only the text: the call and its unread trace refer to the response, which must be garbage collected once it is dropped.
    const work = { caller: { stack: this.caller?.stack } };
    const outcome = this.#outcome;
    const left = unreadResponse(response, controller, clock, {
      signal,
      timeout,
      timeoutEnd: this.unread ? end : Infinity,
      deadline,
      deadlineEnd: this.#end,
      resultOf: this.unread || outcome ? undefined : this.#operation,
      work,
    });
    this.response = left;
    if (!this.unread) {
      this.#resolve(outcome ? outcome.result(left as Body, left, { controller, work }) : (left as Result));
    } else {
      this.#reject(
        new TypeError("the call has no result: asResponse() took its response with the body unread"),
      );
    }
  }

  #fail(error: unknown): void {
    this.#close();
    this.#body()?.cancel?.();
    this.#reject(error);
  }

  #reject(error: unknown): void {
    this.#outcome?.failed(error);
    this.#resolve(rejected(error, this));
  }

  #close(): void {
    this.#isOver = true;
    this.#rest();
    this.#forgetInterruption?.();
  }

  /** Releases the resources of the call. */
  #rest(): void {
    this.#settings.clock.clearTimeout(this.#timer);
    this.#attempt?.settle();
    this.#timer = undefined;
    this.#attempt = undefined;
  }
}
