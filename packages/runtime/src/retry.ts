import type { Clock } from "./clock.js";
import { APIConnectionError, type APIError, QuotaExceededError, RateLimitError } from "./errors.js";

/** Whether and when a failed call is tried again. */
export interface RetryDecision {
  /** Milliseconds to wait. */
  readonly wait: number;
  /** Whether the wait is for the rate limit, and so holds for all that share the key. */
  readonly isPause: boolean;
}

/** How often a call is refused for the rate limit before it fails. */
const MOST_REFUSALS = 10;
const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 8_000;
/** A longer `Retry-After` is cut to this. */
const LONGEST_RETRY_AFTER = 60_000;

/** Counts the retries of one call. Refusals for the rate limit are counted apart: the server did not act on them. */
export class RetryPlan {
  readonly #maxRetries: number;
  readonly #isRepeatable: boolean;
  readonly #recovery: number;
  readonly #clock: Clock;
  #retries = 0;
  #refusals = 0;

  /** @param recovery Milliseconds to wait after a refusal that does not say how long. */
  constructor(maxRetries: number, isRepeatable: boolean, recovery: number, clock: Clock) {
    this.#maxRetries = maxRetries;
    this.#isRepeatable = isRepeatable;
    this.#recovery = recovery;
    this.#clock = clock;
  }

  /** What to do after a failure; undefined: give up. */
  next(error: APIError): RetryDecision | undefined {
    const retryAfter = error.headers && readRetryAfter(error.headers, this.#clock);
    if (error instanceof RateLimitError) {
      if (this.#maxRetries === 0 || this.#refusals++ >= MOST_REFUSALS) return undefined;
      return { wait: retryAfter ?? this.#recovery, isPause: true };
    }
    if (!this.#isRepeatable || !mayPass(error) || this.#retries >= this.#maxRetries) return undefined;
    const backoff = this.#clock.random() * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** this.#retries++);
    return { wait: retryAfter ?? backoff, isPause: false };
  }
}

/**
 * `Retry-After` in milliseconds, from seconds or a date, never more than a minute; undefined when it is absent, negative
 * or no time at all. A date is compared with the answer's own `Date`, so that a wrong calendar here does not matter.
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

/** Whether the same request may succeed later. */
function mayPass(error: APIError): boolean {
  const { status } = error;
  if (status === undefined) return error instanceof APIConnectionError;
  if (status === 429) return !(error instanceof QuotaExceededError);
  return status === 408 || (status >= 500 && status !== 501);
}
