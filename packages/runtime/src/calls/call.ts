import { readError, readResult } from "../answers/index.js";
import type { StreamedBody } from "../content/index.js";
import {
  APIConnectionTimeoutError,
  APIError,
  addCaller,
  rejected,
  type Trace,
  trace,
} from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import type { PermitWaiter, RateLimitPermit } from "../rate-limit/index.js";
import { APIPromise, type PendingAnswer } from "./api-promise.js";
import { Attempt } from "./attempt.js";
import { reportRefusal, reportWait } from "./call-reports.js";
import type { CallSettings } from "./call-settings.js";
import { checkCallOptions } from "./check-options.js";
import { onInterruption, tookTooLong } from "./interruption.js";
import { type BuiltRequest, buildRequest } from "./request-builder.js";
import type { RequestOptions } from "./request-options.js";
import { isIdempotent, RetryPlan } from "./retry.js";
import { unreadResponse } from "./unread-response.js";

/** What becomes of the outcome of a call before its promise is settled. */
export interface CallOutcome<Body, Result> {
  /** Makes the result of what the answer holds. */
  result(body: Body): Result;
  /** Adds to an error what only the caller knows. */
  failed(error: unknown): void;
}

/** Calls an operation: waits for the rate limit, sends the request, tries again where that may help. It never throws. */
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

/** One call on its way. Very many may wait for the rate limit, so while one does it is all that there is of it. */
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
  /** The attempt that is on its way. */
  #attempt: Attempt | undefined;
  #attempts = 0;
  #retries: RetryPlan | undefined;
  /** What the last attempt failed with. */
  #failure: APIError | undefined;
  /** When it began to wait for the rate limit, where somebody wants to know. */
  #queuedAt = 0;
  /** The timeout of an attempt, or the wait for the next one. */
  #timer: unknown;
  /** The moment of its deadline. */
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
      addCaller(error, trace(APIPromise));
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

  /** The body of the request, with what it has where it is read while it is sent. */
  #body(): Partial<StreamedBody> | undefined {
    return this.#request?.body as Partial<StreamedBody> | undefined;
  }

  /** Waits until it may be sent: for the count of the month, then for the rate limit. */
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
    // It was built to see that it can be, and is built again when its turn has come; one that was sent stays the same.
    // A stream is kept: it is cancelled when the call fails.
    const isUnsent = this.#attempt === undefined && this.#attempts === 0;
    if (isUnsent && this.#body()?.isRepeatable !== false) this.#request = undefined;
  }

  async #send(attempt: Attempt): Promise<void> {
    // What is given up in the moment in which it was begun is not sent.
    await undefined;
    if (this.#attempt !== attempt) return;
    const settings = this.#settings;
    const operation = this.#operation;
    const { timeout = settings.timeout, maxResponseBytes = settings.maxResponseBytes } = this.#options;
    const end = settings.clock.now() + timeout;
    try {
      reportWait(settings, operation.id, this.#queuedAt);
      const request = this.#build();
      settings.quota?.reserve();
      if (timeout < Infinity) {
        this.#timer = settings.clock.setTimeout(() => this.#giveUp(attempt, timeout), timeout);
      }
      const response = await attempt.send(settings, operation, request, ++this.#attempts);
      const redact = (text: string): string => settings.secrets.redactor(operation, request.headers)(text);
      if (!response.ok) throw await readError(operation, response, redact);
      if (this.unread) {
        if (this.#attempt === attempt) this.#leave(response, attempt, timeout, end);
        return;
      }
      const body = await readResult(operation, response, maxResponseBytes, redact);
      if (this.#attempt === attempt) this.#succeed(response, body as Body);
    } catch (error) {
      if (this.#attempt !== attempt) return;
      if (error instanceof APIError) this.#tryAgain(attempt, error);
      else this.#fail(error);
    }
  }

  /** The time of an attempt is over. */
  #giveUp(attempt: Attempt, timeout: number): void {
    // A call that another request ended could not cancel the timer of this one.
    if (this.#attempt !== attempt) return;
    const reason = tookTooLong("timeout", timeout);
    this.#tryAgain(attempt, reason);
    attempt.controller.abort(reason);
  }

  /** The signal fired, or the deadline passed; then what the last attempt failed with says more. */
  #interrupt(reason: APIError): void {
    const attempt = this.#attempt;
    this.#settings.limiter?.leave(this);
    this.#fail((reason instanceof APIConnectionTimeoutError && this.#failure) || reason);
    attempt?.controller.abort(reason);
  }

  /** The attempt failed: it is made again, or the call is over. The call ends whatever happens here. */
  #tryAgain(attempt: Attempt, error: APIError): void {
    try {
      this.#failure = error;
      const pause = reportRefusal(this.#settings, this.#operation.id, error);
      attempt.settle(error.status, pause);
      this.#rest();
      const remaining = this.#end - this.#settings.clock.now();
      const wait = this.#retryPlan().next(error, pause ?? 0, attempt.isStale, remaining);
      if (wait === undefined) this.#fail(error);
      else this.#waitToRetry(error, wait, pause !== undefined);
    } catch (failure) {
      this.#fail(failure);
    }
  }

  #waitToRetry(error: APIError, wait: number, isRefused: boolean): void {
    const { limiter, logger, onEvent, clock } = this.#settings;
    const { id } = this.#operation;
    const status = error.status ?? "connection";
    logger.warn(`${id}: ${error.message}; trying again in ${Math.ceil(wait)} ms`);
    onEvent?.({ kind: "retry", operation: id, attempt: this.#attempts + 1, wait, status });
    // The limiter holds everyone back after a refusal, this call too.
    if (isRefused && limiter !== undefined) this.#next();
    else this.#timer = clock.setTimeout(() => this.#next(), wait);
  }

  #retryPlan(): RetryPlan {
    const { maxRetries, retryBudget: budget, clock } = this.#settings;
    const { isKeyed } = this.#build();
    this.#retries ??= new RetryPlan({
      maxRetries: this.#options.maxRetries ?? maxRetries,
      isRepeatable: isKeyed || isIdempotent(this.#operation.method),
      isReplayable: this.#body()?.isRepeatable !== false,
      budget,
      clock,
    });
    return this.#retries;
  }

  #succeed(response: Response, body: Body): void {
    const { retryBudget, onData } = this.#settings;
    this.#close();
    retryBudget.succeeded();
    try {
      onData?.(this.#operation.id, body);
      this.#resolve(this.#outcome === undefined ? (body as unknown as Result) : this.#outcome.result(body));
    } catch (error) {
      this.#reject(error);
    }
    this.response = response;
  }

  /** Leaves the body to the caller. What is left of the attempt's and the call's time is for the body. */
  #leave(response: Response, { controller }: Attempt, timeout: number, timeoutEnd: number): void {
    const { retryBudget, clock } = this.#settings;
    const { signal, deadline } = this.#options;
    this.#close();
    retryBudget.succeeded();
    // Text alone: the call and its unread trace refer to the response, which has to become garbage when it is dropped.
    const work = { caller: { stack: this.caller?.stack } };
    const limits = { signal, timeout, timeoutEnd, deadline, deadlineEnd: this.#end, work };
    this.response = unreadResponse(response, controller, clock, limits);
    this.#reject(new TypeError("the response was taken by asResponse(): its body was not read"));
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

  /** Ends what it was doing. */
  #rest(): void {
    this.#settings.clock.clearTimeout(this.#timer);
    this.#attempt?.settle();
    this.#timer = undefined;
    this.#attempt = undefined;
  }
}
