import type { Clock, Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";
import type { QuotaJournal } from "./quota-journal.js";
import { type MonthStart, monthOf } from "./quota-month.js";
import type { QuotaStore } from "./quota-store.js";

/**
 * Counts the requests of one base URL and key by month, for all clients of the process. When the clock jumps past the start or end
 * of a month, requests count for the other month; the count of this one is kept.
 *
 * Copies of this package share it, so its members change no more freely than the public API.
 */
export class QuotaCount {
  readonly #months: Map<number, CountedMonth> = new Map();
  #journal: QuotaJournal | undefined;

  /** Saves every count to a store, past counts included. Only the first store attached is used. */
  attach(store: QuotaStore, name: string, clock: Clock, logger: Logger): void {
    this.#journal ??= store.open({ name, clock, logger, months: this.#months.values() });
  }

  /** The month that contains a time. */
  at(moment: number, monthStart: MonthStart | undefined): CountedMonth {
    const { start, end } = monthOf(moment, monthStart);
    let month = this.#months.get(start);
    if (month === undefined) {
      month = { start, end, used: 0, since: moment, spentUntil: 0, warned: new Map() };
      this.#months.set(start, month);
    }
    return month;
  }

  /** Resolves when the store has been read for the month; undefined if there is nothing to wait for. Never rejects. */
  ready(month: CountedMonth): Promise<void> | undefined {
    return this.#journal?.ready(month);
  }

  /** Counts one request. */
  add(month: CountedMonth): void {
    month.used++;
    this.#journal?.counted(month);
  }
}
