import type { Clock } from "./clock.js";
import type { Logger } from "./logger.js";
import { type MonthStart, monthOf, type QuotaMonth } from "./quota-month.js";
import type { QuotaJournal, QuotaStore } from "./quota-store.js";

/** What is known of a month. */
export interface CountedMonth extends QuotaMonth {
  /** Requests sent in it, those of other processes as far as the store told of them. Never becomes less. */
  used: number;
  /** Since when they were counted. */
  since: number;
  /** Until when nothing is sent, because the server said that the month's requests are spent. */
  spentUntil: number;
  /** The highest fraction that was warned of, by the callback that was told. */
  readonly warned: Map<unknown, number>;
}

/**
 * The requests of one address and key, month by month, for all clients of the process. A clock that jumps over the end
 * of a month, in either direction, counts in another month; what was counted in this one stays.
 *
 * Copies of this package share it, so its members are as fixed as those of the public API.
 */
export class QuotaCount {
  readonly #months: Map<number, CountedMonth> = new Map();
  #journal: QuotaJournal | undefined;

  /** Saves to a store from now on, also what was counted before. The first store stays. */
  attach(store: QuotaStore, name: string, clock: Clock, logger: Logger): void {
    this.#journal ??= store.open({ name, clock, logger, months: this.#months.values() });
  }

  /** The month of a moment. */
  at(moment: number, monthStart: MonthStart | undefined): CountedMonth {
    const { start, end } = monthOf(moment, monthStart);
    let month = this.#months.get(start);
    if (month === undefined) {
      month = { start, end, used: 0, since: moment, spentUntil: 0, warned: new Map() };
      this.#months.set(start, month);
    }
    return month;
  }

  /** Settled when the store was read for the month; undefined when there is nothing to wait for. Never rejected. */
  ready(month: CountedMonth): Promise<void> | undefined {
    return this.#journal?.ready(month);
  }

  /** Counts one request. */
  add(month: CountedMonth): void {
    month.used++;
    this.#journal?.counted(month);
  }
}
