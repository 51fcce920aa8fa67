import type { PendingAnswer } from "./api-promise.js";
import { Attempt } from "./attempt.js";
import { APIConnectionTimeoutError, APIError, QuotaExceededError, RateLimitError } from "./errors.js";
import { onInterruption, tookTooLong } from "./interruption.js";
import type { OperationDefinition } from "./operation.js";
import type { RequestOptions } from "./options.js";
import type { PermitWaiter, RateLimitPermit } from "./rate-limiter.js";
import { type BuiltRequest, buildRequest } from "./request-builder.js";
import { readError, readResult } from "./response.js";
import { pauseAfter, RetryPlan } from "./retry.js";
import type { Settings } from "./settings.js";

/** Calls an operation: waits for the rate limit, sends the request, tries again where that may help. It never throws. */
export function startCall<Result>(
  settings: Settings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): PendingAnswer {
  const call = new Call(settings, operation, params, options, resolve, reject);
  call.begin();
  return call;
}

/** One call on its way. Very many may wait for the rate limit, so while one does it is all that there is of it. */
class Call<Result> implements PendingAnswer, PermitWaiter {
  unread = false;
  response: Response | undefined;
  readonly priority: number;
  ticket = -1;
  index = -1;
  readonly #settings: Settings;
  readonly #operation: OperationDefinition;
  readonly #params: unknown;
  readonly #options: RequestOptions;
  readonly #resolve: (result: Result) => void;
  readonly #reject: (error: unknown) => void;
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
    settings: Settings,
    operation: OperationDefinition,
    params: unknown,
    options: RequestOptions,
    resolve: (result: Result) => void,
    reject: (error: unknown) => void,
  ) {
    this.#settings = settings;
    this.#operation = operation;
    this.#params = params;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    this.priority = options.priority ?? 0;
  }

  begin(): void {
    const { clock } = this.#settings;
    const { signal, deadline } = this.#options;
    try {
      checkCallOptions(this.#options);
      this.#build();
      if (signal !== undefined || deadline !== undefined) {
        this.#forgetInterruption = onInterruption(clock, this.#options, (reason) => this.#interrupt(reason));
        this.#end = clock.now() + (deadline ?? Infinity);
      }
      this.#next();
    } catch (error) {
      this.#fail(error);
    }
  }

  grant(permit?: RateLimitPermit): void {
    if (this.#isOver) {
      permit?.unused();
    } else {
      this.#attempt = new Attempt(permit);
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

  /** Waits until it may be sent: for the count of the month, then for the rate limit. */
  #next(): void {
    const loading = this.#settings.quota?.ready();
    if (loading === undefined) this.#queue();
    else void loading.then(() => this.#queue());
  }

  #queue(): void {
    const { limiter, maxQueue, onEvent, clock } = this.#settings;
    if (onEvent !== undefined) this.#queuedAt = clock.now();
    if (limiter === undefined || this.#isOver) this.grant();
    else limiter.enqueue(this, maxQueue);
    // It was built to see that it can be, and is built again when its turn has come; one that was sent stays the same.
    if (this.#attempt === undefined && this.#attempts === 0) this.#request = undefined;
  }

  async #send(attempt: Attempt): Promise<void> {
    // What is given up in the moment in which it was begun is not sent.
    await undefined;
    if (this.#attempt !== attempt) return;
    const settings = this.#settings;
    const operation = this.#operation;
    const { timeout = settings.timeout } = this.#options;
    try {
      this.#tellWait();
      const request = this.#build();
      settings.quota?.reserve();
      if (timeout < Infinity) {
        this.#timer = settings.clock.setTimeout(() => this.#giveUp(tookTooLong("timeout", timeout)), timeout);
      }
      const response = await attempt.send(settings, operation, request, ++this.#attempts);
      if (!response.ok) throw await readError(operation, response, secretsOf(settings, operation, request));
      const isUnread = this.unread;
      const result = isUnread ? undefined : await readResult(operation, response);
      if (this.#attempt === attempt) this.#succeed(response, isUnread, result as Result);
    } catch (error) {
      if (this.#attempt !== attempt) return;
      if (error instanceof APIError) this.#tryAgain(attempt, error);
      else this.#fail(error);
    }
  }

  /** The time of an attempt is over. */
  #giveUp(reason: APIError): void {
    const attempt = this.#attempt as Attempt;
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

  #tryAgain(attempt: Attempt, error: APIError): void {
    const { limiter, logger, onEvent, clock } = this.#settings;
    const { id } = this.#operation;
    const pause = this.#tellRefusal(error);
    attempt.settle(error.status, pause);
    this.#rest();
    this.#failure = error;
    const wait = this.#waitAfter(error, pause ?? 0, attempt.isStale);
    if (wait === undefined) {
      this.#fail(error);
      return;
    }
    const status = error.status ?? "connection";
    logger.warn(`${id}: ${error.message}; trying again in ${Math.ceil(wait)} ms`);
    onEvent?.({ kind: "retry", operation: id, attempt: this.#attempts + 1, wait, status });
    // The limiter holds everyone back after a refusal, this call too.
    if (pause !== undefined && limiter !== undefined) this.#next();
    else this.#timer = clock.setTimeout(() => this.#next(), wait);
  }

  /** Says that a request was refused. Gives the milliseconds for which nobody sends anything, if it was for the rate. */
  #tellRefusal(error: APIError): number | undefined {
    const { recoverySeconds, clock, quota, onEvent } = this.#settings;
    const isRate = error instanceof RateLimitError;
    const pause = isRate ? pauseAfter(error, recoverySeconds, clock) : undefined;
    if (!isRate && !(error instanceof QuotaExceededError)) return undefined;
    if (!isRate && error.status !== undefined) quota?.refused(error);
    const cause = isRate ? "rate" : "quota";
    onEvent?.({ kind: "refused", operation: this.#operation.id, cause, pause: pause ?? 0 });
    return pause;
  }

  /** Milliseconds until the next attempt; undefined: there is none. */
  #waitAfter(error: APIError, pause: number, isStale: boolean): number | undefined {
    const { maxRetries, retryBudget, clock } = this.#settings;
    const { body, isRepeatable } = this.#build();
    this.#retries ??= new RetryPlan(this.#options.maxRetries ?? maxRetries, isRepeatable, clock);
    const wait = this.#retries.next(error, pause, isStale);
    // A stream is read up.
    if (wait === undefined || wait >= this.#end - clock.now() || body instanceof ReadableStream)
      return undefined;
    return error instanceof RateLimitError || retryBudget.take() ? wait : undefined;
  }

  #succeed(response: Response, isUnread: boolean, result: Result): void {
    const { retryBudget, onData } = this.#settings;
    this.#close();
    retryBudget.succeeded();
    try {
      if (isUnread)
        this.#reject(new TypeError("the answer was taken by asResponse(): its body was not read"));
      else {
        onData?.(this.#operation.id, result);
        this.#resolve(result);
      }
      this.response = response;
    } catch (error) {
      this.#reject(error);
    }
  }

  #fail(error: unknown): void {
    this.#close();
    this.#reject(error);
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

  /** Tells how long it waited for the rate limit. Timers count in milliseconds; what is less was no wait. */
  #tellWait(): void {
    const { onEvent, clock, limiter } = this.#settings;
    if (onEvent === undefined || limiter === undefined) return;
    const waited = clock.now() - this.#queuedAt;
    if (waited >= 1) onEvent({ kind: "queued", operation: this.#operation.id, waited });
  }
}

function checkCallOptions({ timeout = 1, deadline = 0, maxRetries = 0 }: RequestOptions): void {
  if (!(timeout > 0)) throw new TypeError(`timeout cannot be ${timeout}`);
  if (Number.isNaN(deadline)) throw new TypeError(`deadline cannot be ${deadline}`);
  if (!(maxRetries >= 0)) throw new TypeError(`maxRetries cannot be ${maxRetries}`);
}

/** What a server may repeat in its message, and nobody should read there. */
function secretsOf(
  { apiKey }: Settings,
  { idempotencyHeader = "Idempotency-Key" }: OperationDefinition,
  { headers }: BuiltRequest,
): readonly (string | null | undefined)[] {
  return [apiKey, new Headers(headers).get(idempotencyHeader)];
}
