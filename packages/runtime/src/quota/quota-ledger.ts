import { QuotaExceededError } from "../errors/index.js";
import type { Clock, Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";
import type { QuotaCount } from "./quota-count.js";
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
  readonly plan?: string | undefined;
  /** Infinity: no limit. */
  readonly limit: number;
  readonly monthStart?: MonthStart | undefined;
  /** Ascending. */
  readonly warnAt: readonly number[];
  readonly whenSpent?: "throw" | "warn" | undefined;
  /** Stands for the callback, however many clients were given it. */
  readonly warned: unknown;
  /** Never throws. */
  readonly onWarning: ((state: QuotaState) => void) | undefined;
  readonly clock: Clock;
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
  #month: CountedMonth;
  /** From so many requests on there may be something to say. */
  #nextWarning = 0;

  constructor(rules: QuotaRules, count: QuotaCount) {
    this.#rules = rules;
    this.#count = count;
    this.#month = count.at(rules.clock.date(), rules.monthStart);
  }

  /** Settled when the store was read, and undefined when that is done; to be awaited before a request is reserved. */
  ready(): Promise<void> | undefined {
    return this.#count.ready(this.#current());
  }

  /**
   * Counts a request that is about to be sent.
   *
   * @throws QuotaExceededError when the month's requests are spent; then it is not to be sent, and not counted.
   */
  reserve(): void {
    const month = this.#current();
    if (this.#rules.whenSpent !== "warn" && this.#isSpent(month)) {
      const { used, resetsAt } = this.state();
      const error = new QuotaExceededError(
        `the month's requests are spent (${used} sent); nothing is sent until ${resetsAt.toISOString()}`,
      );
      error.resetsAt = resetsAt;
      throw error;
    }
    this.#count.add(month);
    if (month.used >= this.#nextWarning) this.#warn(month);
  }

  /** The server said that the month's requests are spent: the month of the last request that was sent. */
  refused(error: QuotaExceededError): void {
    const { end } = this.#month;
    this.#month.spentUntil = Math.min(end, this.#rules.clock.date() + ASK_AGAIN);
    error.resetsAt = new Date(end);
  }

  state(): QuotaState {
    const { plan, limit, clock } = this.#rules;
    const month = this.#current();
    const { used, end, since } = month;
    const now = clock.date();
    const spent = this.#isSpent(month);
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

  #current(): CountedMonth {
    const now = this.#rules.clock.date();
    if (now < this.#month.start || now >= this.#month.end) {
      this.#nextWarning = 0;
      this.#month = this.#count.at(now, this.#rules.monthStart);
    }
    return this.#month;
  }

  #isSpent({ used, spentUntil }: CountedMonth): boolean {
    return used >= this.#rules.limit || this.#rules.clock.date() < spentUntil;
  }

  /** Says once, of all fractions that were reached since the last time, that the highest one was. */
  #warn(month: CountedMonth): void {
    const { limit, warnAt, warned, onWarning, logger } = this.#rules;
    const reached = warnAt.filter((fraction) => month.used >= fraction * limit).length;
    this.#nextWarning = (warnAt[reached] ?? Infinity) * limit;
    const fraction = warnAt[reached - 1] ?? 0;
    if (fraction <= (month.warned.get(warned) ?? 0)) return;
    month.warned.set(warned, fraction);
    const state = this.state();
    if (onWarning !== undefined) onWarning(state);
    else logger.warn(`quota: ${state.used} of ${limit} sent; it resets at ${state.resetsAt.toISOString()}`);
  }
}
