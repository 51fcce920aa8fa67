import { QuotaExceededError } from "./errors.js";
import type { Logger } from "./logger.js";
import type { CountedMonth, QuotaCount } from "./quota-count.js";
import type { MonthStart } from "./quota-month.js";

/** What is known of the requests of a month. */
export interface QuotaState {
  /** The plan, when the option names one. */
  readonly plan: string | undefined;
  /** Requests that may be sent in the month; null: any number. */
  readonly limit: number | null;
  /** Requests that were sent in it. What a store has is known from the first call on. */
  readonly used: number;
  /** Requests that may still be sent; null: any number. */
  readonly remaining: number | null;
  /** When the next month begins. */
  readonly resetsAt: Date;
  /** Requests that will have been sent when the month ends, if it goes on as since its beginning. */
  readonly forecast: number;
  /** Whether the month's requests are spent, by the count or by the word of the server. */
  readonly spent: boolean;
}

/** How a ledger judges what is counted. */
export interface QuotaRules {
  readonly plan: string | undefined;
  /** Infinity: no limit. */
  readonly limit: number;
  readonly monthStart: MonthStart | undefined;
  /** Ascending. */
  readonly warnAt: readonly number[];
  readonly isStrict: boolean;
  /** Stands for the callback, however many clients were given it. */
  readonly warned: unknown;
  /** Never throws. */
  readonly onWarning: ((state: QuotaState) => void) | undefined;
  readonly now: () => number;
  readonly logger: Logger;
}

/** After the server's refusal one request in so many milliseconds asks again while the count here says there are some. */
const ASK_AGAIN = 86_400_000;
/** A forecast takes at least so many milliseconds for the time that was counted, so that the first calls do not make it absurd. */
const SHORTEST_PAST = 3_600_000;

/** The month's requests as one client sees them: its limit, over the count that it shares. */
export class QuotaLedger {
  readonly #rules: QuotaRules;
  readonly #count: QuotaCount;
  #month: CountedMonth | undefined;
  /** From so many requests on there may be something to say. */
  #nextWarning = 0;

  constructor(rules: QuotaRules, count: QuotaCount) {
    this.#rules = rules;
    this.#count = count;
  }

  /** Settled when the store was read, and undefined when that is done; to be awaited before a request is reserved. */
  ready(): Promise<void> | undefined {
    return this.#count.ready(this.#at(this.#rules.now()));
  }

  /**
   * Counts a request that is about to be sent.
   *
   * @throws QuotaExceededError when the month's requests are spent; then it is not to be sent, and not counted.
   */
  reserve(): void {
    const now = this.#rules.now();
    const month = this.#at(now);
    if (this.#rules.isStrict && this.#isSpent(month, now)) throw this.#exceeded(month);
    this.#count.add(month);
    if (month.used >= this.#nextWarning) this.#warn(month);
  }

  /** The server said that the month's requests are spent. */
  refused(error: QuotaExceededError): void {
    const now = this.#rules.now();
    const month = this.#at(now);
    month.spentUntil = Math.min(month.end, now + ASK_AGAIN);
    error.resetsAt = new Date(month.end);
  }

  state(): QuotaState {
    const now = this.#rules.now();
    const month = this.#at(now);
    const { used, end, since } = month;
    const { plan, limit } = this.#rules;
    const spent = this.#isSpent(month, now);
    const isLimited = limit !== Infinity;
    return {
      plan,
      limit: isLimited ? limit : null,
      used,
      remaining: spent ? 0 : isLimited ? limit - used : null,
      resetsAt: new Date(end),
      forecast: Math.round(used + (used * (end - now)) / Math.max(now - since, SHORTEST_PAST)),
      spent,
    };
  }

  #at(now: number): CountedMonth {
    const month = this.#month;
    if (month !== undefined && now >= month.start && now < month.end) return month;
    this.#nextWarning = 0;
    this.#month = this.#count.at(now, this.#rules.monthStart);
    return this.#month;
  }

  #isSpent({ used, spentUntil }: CountedMonth, now: number): boolean {
    return used >= this.#rules.limit || now < spentUntil;
  }

  #exceeded({ used, end }: CountedMonth): QuotaExceededError {
    const resetsAt = new Date(end);
    const error = new QuotaExceededError(
      `the month's requests are spent (${used} sent); nothing is sent until ${resetsAt.toISOString()}`,
    );
    error.resetsAt = resetsAt;
    return error;
  }

  /** Says once, of all fractions that were reached since the last time, that the highest one was. */
  #warn(month: CountedMonth): void {
    const { limit, warnAt, warned, onWarning, logger } = this.#rules;
    const reached = warnAt.filter((fraction) => month.used >= fraction * limit).at(-1) ?? 0;
    this.#nextWarning = (warnAt.find((fraction) => fraction > reached) ?? Infinity) * limit;
    if (reached <= (month.warned.get(warned) ?? 0)) return;
    month.warned.set(warned, reached);
    const state = this.state();
    const next = state.resetsAt.toISOString();
    if (onWarning !== undefined) onWarning(state);
    else
      logger.warn(
        `quota: ${state.used} of ${limit} requests of the month are sent; the next one begins ${next}`,
      );
  }
}
