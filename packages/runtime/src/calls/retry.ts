import { APIConnectionError, type APIError, QuotaExceededError, RateLimitError } from "../errors/index.js";
import type { Method } from "../operations/index.js";
import type { Clock } from "../platform/index.js";
import type { RetryBudget } from "./retry-budget.js";

/** How often a call is refused for the rate limit before it fails. */
const MOST_REFUSALS = 10;
const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 8_000;
/** A longer `Retry-After` is cut to this. */
const LONGEST_RETRY_AFTER = 60_000;

/** What a call's retries depend on. */
export interface RetryRules {
  readonly maxRetries: number;
  /** Whether the request may be sent again when it is not known if the server acted on it. */
  readonly isRepeatable: boolean;
  /** Whether it can be sent again at all: a stream is read up. */
  readonly isReplayable: boolean;
  readonly budget: RetryBudget;
  readonly clock: Clock;
}

/** Counts the retries of one call. Refusals for the rate limit are counted apart: the server did not act on them. */
export class RetryPlan {
  readonly #rules: RetryRules;
  #retries = 0;
  #refusals = 0;
  #wasStale = false;

  constructor(rules: RetryRules) {
    this.#rules = rules;
  }

  /**
   * Milliseconds to wait before the next attempt; undefined: give up.
   *
   * @param pause How long everyone waits, where the failure is a refusal for the rate limit.
   * @param isStale Whether the connection was closed before any byte of an answer.
   * @param remaining Milliseconds until the call's deadline.
   */
  next(error: APIError, pause: number, isStale: boolean, remaining: number): number | undefined {
    const isRefused = error instanceof RateLimitError;
    const wait = isRefused ? this.#afterRefusal(pause) : this.#afterFailure(error, isStale);
    if (wait === undefined || wait >= remaining || !this.#rules.isReplayable) return undefined;
    return isRefused || this.#rules.budget.take() ? wait : undefined;
  }

  #afterRefusal(pause: number): number | undefined {
    return this.#rules.maxRetries === 0 || this.#refusals++ >= MOST_REFUSALS ? undefined : pause;
  }

  #afterFailure(error: APIError, isStale: boolean): number | undefined {
    const { maxRetries, isRepeatable, clock } = this.#rules;
    if (!isRepeatable || this.#retries >= maxRetries || !mayPass(error)) return undefined;
    const backoff = clock.random() * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** this.#retries++);
    // A connection that was closed while nobody used it says nothing about the server, so there is nothing to wait for.
    if (isStale && !this.#wasStale) {
      this.#wasStale = true;
      return 0;
    }
    return (error.headers && readRetryAfter(error.headers, clock)) ?? backoff;
  }
}

/** Whether a request of this method acts once however often it is sent. */
export function isIdempotent(method: Method): boolean {
  return /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method);
}

/** Milliseconds for which nobody may send after a refusal: what the answer says, otherwise what the policy does. */
export function pauseAfter({ headers }: APIError, recoverySeconds: number, clock: Clock): number {
  const told = headers && (readRetryAfter(headers, clock) ?? readReset(headers));
  return told ?? recoverySeconds * 1000;
}

/** The time until a limit that is used up is reset, as the `RateLimit` header of the IETF's draft tells it, or its forerunner. */
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
