import type { Answer, AnswerMode } from "./api-promise.js";
import { CallScope } from "./call-scope.js";
import { APIConnectionTimeoutError, APIError, QuotaExceededError, RateLimitError } from "./errors.js";
import type { OperationDefinition } from "./operation.js";
import type { RequestOptions } from "./options.js";
import type { RateLimiter, RateLimitPermit } from "./rate-limiter.js";
import { type BuiltRequest, buildRequest } from "./request-builder.js";
import { pauseAfter, RetryPlan } from "./retry.js";
import { type Call, sendAttempt } from "./send-attempt.js";
import type { Settings } from "./settings.js";

/** Calls an operation: waits for the rate limit, sends the request, tries again where that may help. */
export function sendCall<Result>(
  settings: Settings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
  mode: AnswerMode,
): Promise<Answer<Result>> {
  try {
    checkCallOptions(options);
    const request = buildRequest(settings, operation, params, options);
    const { limiter, onEvent } = settings;
    const isUnlimited = options.signal === undefined && options.deadline === undefined;
    if (limiter === undefined || !isUnlimited || onEvent !== undefined || limiter.state().available > 0) {
      return makeCall(settings, operation, request, options, mode);
    }
    return callInTurn(settings, limiter, operation, params, options, mode);
  } catch (error) {
    return Promise.reject(error);
  }
}

/**
 * A call that has to wait. There may be very many of them, so while one waits it holds no more than what it was given: its
 * request was built, to see that it can be, and is built again when its turn has come.
 */
function callInTurn<Result>(
  settings: Settings,
  limiter: RateLimiter,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
  mode: AnswerMode,
): Promise<Answer<Result>> {
  const { priority } = options;
  return limiter.acquire({ priority, maxQueue: settings.maxQueue }).then((permit) => {
    try {
      const request = buildRequest(settings, operation, params, options);
      return makeCall<Result>(settings, operation, request, options, mode, permit);
    } catch (error) {
      permit.unused();
      throw error;
    }
  });
}

async function makeCall<Result>(
  settings: Settings,
  operation: OperationDefinition,
  request: BuiltRequest,
  options: RequestOptions,
  mode: AnswerMode,
  given?: RateLimitPermit,
): Promise<Answer<Result>> {
  const { limiter, clock, retryBudget, logger, onEvent, onData, quota } = settings;
  const { id } = operation;
  const retries = new RetryPlan(options.maxRetries ?? settings.maxRetries, request.isRepeatable, clock);
  const scope = new CallScope(clock, options);
  const call: Call = { settings, operation, request, options, mode, scope, isStale: false };
  let mayBeStale = request.isRepeatable;
  let failure: APIError | undefined;
  let permit = given;
  try {
    for (let attempt = 1; ; attempt++) {
      const loading = quota?.ready();
      if (loading !== undefined) await scope.race(() => loading);
      const isGiven = attempt === 1 && given !== undefined;
      if (limiter !== undefined && !isGiven) permit = await acquire(limiter, call, permit?.ticket);
      try {
        quota?.reserve();
      } catch (error) {
        permit?.unused();
        onEvent?.({ kind: "refused", operation: id, cause: "quota", pause: 0 });
        throw error;
      }
      try {
        const answer = await sendAttempt<Result>(call, attempt, permit);
        retryBudget.succeeded();
        if (onData !== undefined && "data" in answer) onData(id, answer.data);
        return answer;
      } catch (error) {
        if (scope.interruption !== undefined || !(error instanceof APIError)) throw error;
        failure = error;
        if (error instanceof QuotaExceededError) quota?.refused(error);
        tellPermit(call, error, permit);
      } finally {
        permit?.lost();
        scope.rest();
      }
      const isRefused = failure instanceof RateLimitError;
      // A connection that was closed while it was idle says nothing about the server: ask again, once, at once.
      const isStale = mayBeStale && call.isStale;
      const wait = isStale ? 0 : retries.next(failure, pauseOf(call, failure));
      if (wait === undefined || wait >= scope.remaining || !request.isReplayable) throw failure;
      if (!isRefused && !retryBudget.take()) throw failure;
      logger.warn(`${id}: ${failure.message}; trying again in ${Math.ceil(wait)} ms`);
      const status = failure.status ?? "connection";
      onEvent?.({ kind: "retry", operation: id, attempt: attempt + 1, wait, status });
      if (isStale) mayBeStale = false;
      // The limiter holds everyone back after a refusal, this call too.
      else if (!isRefused || limiter === undefined) await scope.sleep(wait);
    }
  } catch (error) {
    // When the deadline passes in the wait for another attempt, what the last one failed with says more.
    const isDeadline = error === scope.interruption && error instanceof APIConnectionTimeoutError;
    throw isDeadline && failure !== undefined ? failure : error;
  } finally {
    scope.close();
  }
}

function checkCallOptions({ timeout = 1, deadline = 0, maxRetries = 0 }: RequestOptions): void {
  if (!(timeout > 0)) throw new TypeError(`timeout cannot be ${timeout}`);
  if (Number.isNaN(deadline)) throw new TypeError(`deadline cannot be ${deadline}`);
  if (!(maxRetries >= 0)) throw new TypeError(`maxRetries cannot be ${maxRetries}`);
}

function pauseOf({ settings: { recoverySeconds, clock } }: Call, error: APIError): number {
  return pauseAfter(error, recoverySeconds, clock);
}

/** Tells the limiter what became of a request that was answered with a failure. */
function tellPermit(call: Call, error: APIError, permit: RateLimitPermit | undefined): void {
  const isRefused = error instanceof RateLimitError;
  const pause = isRefused ? pauseOf(call, error) : 0;
  if (error.status === 429) {
    const cause = isRefused ? "rate" : "quota";
    call.settings.onEvent?.({ kind: "refused", operation: call.operation.id, cause, pause });
  }
  if (isRefused) permit?.refused(pause);
  else if (error.status !== undefined) permit?.answered();
}

async function acquire(
  limiter: RateLimiter,
  call: Call,
  ticket: number | undefined,
): Promise<RateLimitPermit> {
  const { settings, operation, options, scope } = call;
  const { maxQueue, clock, onEvent } = settings;
  const { priority } = options;
  // Most calls have nothing that could end them here.
  if (scope.isUnlimited && onEvent === undefined) return limiter.acquire({ priority, ticket, maxQueue });
  const asked = clock.now();
  let permit: Promise<RateLimitPermit> | undefined;
  try {
    const granted = await scope.race((signal) => {
      permit = limiter.acquire({ priority, signal, ticket, maxQueue });
      return permit;
    });
    const waited = clock.now() - asked;
    // Timers count in milliseconds; what is less was no wait, but the time that promises take.
    if (waited >= 1) onEvent?.({ kind: "queued", operation: operation.id, waited });
    return granted;
  } catch (error) {
    // The permit may have been granted in the same moment in which the call was given up.
    permit?.then(
      (granted) => granted.unused(),
      () => {},
    );
    throw error;
  }
}
