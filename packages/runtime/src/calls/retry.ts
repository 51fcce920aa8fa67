import type { StreamedBody } from "../content/index.js";
import {
  APIConnectionError,
  type APIError,
  AuthenticationError,
  QuotaExceededError,
  RateLimitError,
} from "../errors/index.js";
import type { Method, OperationDefinition } from "../operations/index.js";
import type { Clock } from "../platform/index.js";
import type { BuiltRequest } from "./built-request.js";
import type { CallSettings } from "./call-settings.js";
import type { RequestOptions } from "./request-options.js";

/** Maximum number of rate limit refusals before a call fails. */
const MOST_REFUSALS = 10;
const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 8_000;
/** A longer `Retry-After` is capped to this, in ms. */
const LONGEST_RETRY_AFTER = 60_000;

/** The consequences of a failed attempt for the next one. */
interface FailedAttempt {
  /** Whether the connection was closed before any byte of a response. */
  readonly isStale: boolean;
  /** Replaces the credentials that the server refused with 401. Returns whether another attempt makes sense. */
  readonly refused: (() => boolean) | undefined;
}

/**
 * Decides whether one call is sent again. Rate limit refusals are counted separately from other failures, because the server did not act on
 * those requests.
 */
export class RetryPlan {
  readonly #settings: CallSettings;
  readonly #maxRetries: number;
  /** Whether the request may be sent again if it is unknown whether the server acted on it. */
  readonly #isRepeatable: boolean;
  /** Whether it can be sent again at all: a stream can be read only once. */
  readonly #isReplayable: boolean;
  #retries = 0;
  #refusals = 0;
  #wasStale = false;
  /** Whether its credentials were replaced after a 401. */
  #isRenewed = false;

  constructor(
    settings: CallSettings,
    { method }: OperationDefinition,
    { maxRetries = settings.maxRetries }: RequestOptions,
    { isKeyed, body }: BuiltRequest,
  ) {
    this.#settings = settings;
    this.#maxRetries = maxRetries;
    this.#isRepeatable = isKeyed || isIdempotent(method);
    this.#isReplayable = (body as Partial<StreamedBody> | undefined)?.isRepeatable !== false;
  }

  /**
   * Returns the delay before the next attempt, in ms; undefined: do not retry.
   *
   * @param pause How long all clients pause if the failure is a rate limit refusal, in ms.
   * @param remaining Time until the call's deadline, in ms.
   */
  next(error: APIError, attempt: FailedAttempt, pause: number, remaining: number): number | undefined {
    if (this.#renews(error, attempt)) return 0;
    const isRefused = error instanceof RateLimitError;
    const wait = isRefused ? this.#afterRefusal(pause) : this.#afterFailure(error, attempt);
    if (wait === undefined || wait >= remaining || !this.#isReplayable) return undefined;
    return isRefused || this.#settings.retryBudget.take() ? wait : undefined;
  }

  /** Whether to send again, once per call, because the server refused a token that can be replaced. */
  #renews(error: APIError, { refused }: FailedAttempt): boolean {
    // A 401 of a server that a redirect leads to is another error: it did not get the token.
    if (!(error instanceof AuthenticationError) || !refused?.()) return false;
    const mayRepeat = !this.#isRenewed && this.#maxRetries > 0 && this.#isReplayable;
    this.#isRenewed = true;
    return mayRepeat;
  }

  #afterRefusal(pause: number): number | undefined {
    return this.#maxRetries === 0 || this.#refusals++ >= MOST_REFUSALS ? undefined : pause;
  }

  #afterFailure(error: APIError, { isStale }: FailedAttempt): number | undefined {
    const { clock } = this.#settings;
    if (!this.#isRepeatable || this.#retries >= this.#maxRetries || !mayPass(error)) return undefined;
    const backoff = clock.random() * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** this.#retries++);
    // A connection that was closed while idle is no sign of a failing server, so there is no need to wait.
    if (isStale && !this.#wasStale) {
      this.#wasStale = true;
      return 0;
    }
    return (error.headers && readRetryAfter(error.headers, clock)) ?? backoff;
  }
}

/** Whether repeating a request of this method has no further effect. */
export function isIdempotent(method: Method): boolean {
  return /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE|QUERY)$/.test(method);
}

/** How long all clients pause after a refusal, in ms: as stated in the response, otherwise as in the policy. */
export function pauseAfter({ headers }: APIError, recoverySeconds: number, clock: Clock): number {
  const stated = headers && (readRetryAfter(headers, clock) ?? readReset(headers));
  return stated ?? recoverySeconds * 1000;
}

/** The time until an exhausted limit is reset, from the `RateLimit` header of the IETF draft or its predecessor. */
function readReset(headers: Headers): number | undefined {
  const limits = headers.get("ratelimit")?.split(",") ?? [];
  const spent = limits.filter((limit) => /;\s*r=0\b/.test(limit));
  const seconds = (spent.length > 0 ? spent : limits)
    .map((limit) => Number(/(?:\bt|\breset)=(\d+)/.exec(limit)?.[1] ?? Number.NaN))
    .concat(Number(headers.get("ratelimit-reset") ?? Number.NaN))
    .filter((value) => value >= 0);
  return seconds.length === 0 ? undefined : Math.min(Math.max(...seconds) * 1000, LONGEST_RETRY_AFTER);
}

/**
 * `Retry-After` in ms, from seconds or a date, at most one minute; undefined if it is absent, negative or invalid. A date is
 * compared with the response's `Date` header, so that a wrong local system clock does not matter.
 */
export function readRetryAfter(headers: Headers, clock: Clock): number | undefined {
  const text = headers.get("retry-after")?.trim();
  if (!text) return undefined;
  const sent = Date.parse(headers.get("date") ?? "");
  const wait = /^[\d.]+$/.test(text)
    ? Number(text) * 1000
    : Date.parse(text) - (Number.isNaN(sent) ? clock.date() : sent);
  return wait >= 0 ? Math.min(wait, LONGEST_RETRY_AFTER) : undefined;
}

/** Whether the same request may succeed if retried later. */
function mayPass(error: APIError): boolean {
  const { status } = error;
  if (status === undefined) return error instanceof APIConnectionError;
  if (status === 429) return !(error instanceof QuotaExceededError);
  return status === 408 || (status >= 500 && status !== 501);
}
