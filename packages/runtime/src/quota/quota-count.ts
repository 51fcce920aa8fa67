import type { Clock, Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";
import type { QuotaJournal } from "./quota-journal.js";
import { type MonthStart, monthOf } from "./quota-month.js";
import type { QuotaStore } from "./quota-store.js";

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
