import type { Answer, AnswerMode } from "./api-promise.js";
import type { CallEvent } from "./call-event.js";
import { CallScope } from "./call-scope.js";
import { APIConnectionTimeoutError, APIError, QuotaExceededError, RateLimitError } from "./errors.js";
import { redactedHeaders } from "./logger.js";
import { type ApiRequest, composeMiddleware, type Handler } from "./middleware.js";
import type { OperationDefinition } from "./operation.js";
import type { RequestOptions } from "./options.js";
import type { RateLimitPermit } from "./rate-limiter.js";
import { type BuiltRequest, buildRequest } from "./request-builder.js";
import { connectionError, readError, readResult } from "./response.js";
import { pauseAfter, RetryPlan } from "./retry.js";
import type { Settings } from "./settings.js";

/** Calls an operation: waits for the rate limit, sends the request, tries again where that may help. */
export async function sendCall<Result>(
  settings: Settings,
  operation: OperationDefinition,
  params: unknown,
  options: RequestOptions,
  mode: AnswerMode,
): Promise<Answer<Result>> {
  checkCallOptions(options);
  const request = buildRequest(settings, operation, params, options);
  const { limiter, clock, recoverySeconds, logger, onEvent, onData, quota } = settings;
  const retries = new RetryPlan(options.maxRetries ?? settings.maxRetries, request.isRepeatable, clock);
  const scope = new CallScope(clock, options);
  let failure: APIError | undefined;
  let permit: RateLimitPermit | undefined;
  try {
    for (let attempt = 1; ; attempt++) {
      const loading = quota?.ready();
      if (loading !== undefined) await scope.race(() => loading);
      permit = await acquire(settings, operation, scope, options, permit?.ticket);
      try {
        quota?.reserve();
      } catch (error) {
        permit?.unused();
        throw error;
      }
      try {
        const answer = await sendOnce<Result>(
          settings,
          operation,
          request,
          options,
          mode,
          scope,
          attempt,
          permit,
        );
        if (onData !== undefined && "data" in answer) onData(operation.id, answer.data);
        return answer;
      } catch (error) {
        if (scope.interruption !== undefined || !(error instanceof APIError)) throw error;
        failure = error;
        if (error instanceof QuotaExceededError) quota?.refused(error);
        if (onEvent !== undefined && error.status === 429) {
          onEvent(refusal(operation, error, pauseAfter(error, recoverySeconds, clock)));
        }
        if (error instanceof RateLimitError) permit?.refused(pauseAfter(error, recoverySeconds, clock));
        else if (error.status !== undefined) permit?.answered();
      } finally {
        permit?.lost();
      }
      const isRefused = failure instanceof RateLimitError;
      const wait = retries.next(failure, pauseAfter(failure, recoverySeconds, clock));
      if (wait === undefined || wait >= scope.remaining) throw failure;
      logger.warn(`${operation.id}: ${failure.message}; trying again in ${Math.ceil(wait)} ms`);
      const status = failure.status ?? "connection";
      onEvent?.({ kind: "retry", operation: operation.id, attempt: attempt + 1, wait, status });
      // The limiter holds everyone back after a refusal, this call too.
      if (!isRefused || limiter === undefined) await scope.sleep(wait);
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

function refusal({ id }: OperationDefinition, error: APIError, pause: number): CallEvent {
  const isQuota = error instanceof QuotaExceededError;
  return isQuota
    ? { kind: "refused", operation: id, cause: "quota", pause: 0 }
    : { kind: "refused", operation: id, cause: "rate", pause };
}

async function acquire(
  { limiter, maxQueue, clock, onEvent }: Settings,
  operation: OperationDefinition,
  scope: CallScope,
  { priority }: RequestOptions,
  ticket: number | undefined,
): Promise<RateLimitPermit | undefined> {
  if (limiter === undefined) return undefined;
  let permit: Promise<RateLimitPermit> | undefined;
  const asked = onEvent === undefined ? 0 : clock.now();
  try {
    const granted = await scope.race((signal) => {
      permit = limiter.acquire({ priority, signal, ticket, maxQueue });
      return permit;
    });
    const waited = onEvent === undefined ? 0 : clock.now() - asked;
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

function sendOnce<Result>(
  settings: Settings,
  operation: OperationDefinition,
  request: BuiltRequest,
  options: RequestOptions,
  mode: AnswerMode,
  scope: CallScope,
  attempt: number,
  permit: RateLimitPermit | undefined,
): Promise<Answer<Result>> {
  const handler = composeMiddleware(settings.middleware, (sent) =>
    sendRequest(settings, operation, sent, permit),
  );
  const { method, path } = operation;
  return scope.race(async (signal) => {
    const headers = new Headers(request.headers);
    const { url, body } = request;
    const response = await handler({
      operation: operation.id,
      method,
      path,
      url,
      headers,
      body,
      signal,
      attempt,
    });
    if (!response.ok) throw await readError(operation, response, secretsOf(settings, operation, headers));
    if (mode.unread) return { unread: response };
    return { data: (await readResult(operation, response)) as Result, response };
  }, options.timeout ?? settings.timeout);
}

/** What a server may repeat in its message, and nobody should read there. */
function secretsOf(
  { apiKey }: Settings,
  { idempotencyHeader = "Idempotency-Key" }: OperationDefinition,
  headers: Headers,
): readonly (string | null | undefined)[] {
  return [apiKey, headers.get(idempotencyHeader)];
}

/** The innermost handler: hands the request to `fetch`. */
async function sendRequest(
  settings: Settings,
  operation: OperationDefinition,
  request: ApiRequest,
  permit: RateLimitPermit | undefined,
): ReturnType<Handler> {
  const { clock, logger, api } = settings;
  const { method, url, headers, body, signal, attempt } = request;
  const started = clock.now();
  const what = `${operation.id} ${method} ${operation.path}`;
  const names = [
    api.authentication?.kind === "apiKey" ? api.authentication.name : undefined,
    operation.idempotencyHeader,
  ];
  logger.debug(`${what} attempt ${attempt}`, { headers: redactedHeaders(headers, names, settings.apiKey) });
  try {
    const init = { method, headers, signal, redirect: "manual", ...(body !== undefined && { body }) };
    const response = await settings.fetch(url, init as RequestInit);
    if (response.status !== 429) permit?.answered();
    logger.info(`${what} ${response.status} in ${Math.round(clock.now() - started)} ms`);
    return response;
  } catch (cause) {
    logger.info(`${what} no answer after ${Math.round(clock.now() - started)} ms`);
    throw connectionError(operation, "no connection", cause);
  }
}
