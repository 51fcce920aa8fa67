import { QuotaExceededError } from "../errors/index.js";
import type { Clock, Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";
import type { QuotaCount } from "./quota-count.js";
import type { MonthStart } from "./quota-month.js";

/** The state of the monthly quota. */
export interface QuotaState {
  /** The plan, if the option names one. */
  readonly plan: string | undefined;
  /** Requests allowed in the month; null: unlimited. */
  readonly limit: number | null;
  /** Requests sent in the month. Counts of the store are included from the first call on. */
  readonly used: number;
  /** Requests left; null: unlimited. */
  readonly remaining: number | null;
  /** When the next month begins. */
  readonly resetsAt: Date;
  /** Expected number of requests at the end of the month, at the present rate. */
  readonly forecast: number;
  /** Whether the quota is used up, according to the count or the server. */
  readonly spent: boolean;
}

/** How a ledger applies the quota to the count. */
export interface QuotaRules {
  readonly plan?: string | undefined;
  /** Infinity: no limit. */
  readonly limit: number;
  readonly monthStart?: MonthStart | undefined;
  /** Ascending. */
  readonly warnAt: readonly number[];
  readonly whenSpent?: "throw" | "warn" | undefined;
  /** Identifies the warning callback, so that clients with the same callback warn once. */
  readonly warned: unknown;
  /** Never throws. */
  readonly onWarning: ((state: QuotaState) => void) | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Interval at which one request is tried after the server reported a used-up quota that the count here does not confirm, in ms. */
const ASK_AGAIN = 86_400_000;
/** Shortest period that a forecast extrapolates from, in ms, so that the first calls do not distort it. */
const SHORTEST_PAST = 3_600_000;

/** One client's view of the monthly quota: its own limit, applied to the shared count. */
export class QuotaLedger {
  readonly #rules: QuotaRules;
  readonly #count: QuotaCount;
  #month: CountedMonth;
  /** The number of requests at which the next warning may be due. */
  #nextWarning = 0;

  constructor(rules: QuotaRules, count: QuotaCount) {
    this.#rules = rules;
    this.#count = count;
    this.#month = count.at(rules.clock.date(), rules.monthStart);
  }

  /** Resolves when the store has been read; undefined once it has. Await it before `reserve`. */
  ready(): Promise<void> | undefined {
    return this.#count.ready(this.#current());
  }

  /**
   * Counts a request that is about to be sent.
   *
   * @throws QuotaExceededError when the quota is used up. The request is not counted and must not be sent.
   */
  reserve(): void {
    const month = this.#current();
    if (this.#rules.whenSpent !== "warn" && this.#isSpent(month)) {
      const { used, resetsAt } = this.state();
      const error = new QuotaExceededError(
        `the monthly quota is used up (${used} requests sent); it resets at ${resetsAt.toISOString()}`,
      );
      error.resetsAt = resetsAt;
      throw error;
    }
    this.#count.add(month);
    if (month.used >= this.#nextWarning) this.#warn(month);
  }

  /** Records that the server reported a used-up quota, for the month of the last request sent. */
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

  /** Warns once about the highest fraction reached since the last warning. */
  #warn(month: CountedMonth): void {
    const { limit, warnAt, warned, onWarning, logger } = this.#rules;
    const reached = warnAt.filter((fraction) => month.used >= fraction * limit).length;
    this.#nextWarning = (warnAt[reached] ?? Infinity) * limit;
    const fraction = warnAt[reached - 1] ?? 0;
    if (fraction <= (month.warned.get(warned) ?? 0)) return;
    month.warned.set(warned, fraction);
    const state = this.state();
    if (onWarning !== undefined) onWarning(state);
    else
      logger.warn(
        `quota: ${state.used} of ${limit} requests sent; it resets at ${state.resetsAt.toISOString()}`,
      );
  }
}
