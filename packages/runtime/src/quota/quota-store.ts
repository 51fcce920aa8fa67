import {
  type QuotaJournal,
  type QuotaStoreContext,
  StoredQuotaJournal,
  type TotalsStore,
} from "./quota-journal.js";

/**
 * Persists the monthly counts beyond the life of a process. It is read before the first call and written in the background, a batch
 * at a time. No call waits for a write.
 *
 * To write your own store, implement the two abstract methods. `name` identifies a base URL and key without revealing them. `period` is
 * the start of the month as ISO 8601 in UTC, so later periods sort after earlier ones; no period is longer than 31 days. The totals of
 * periods are independent, and more than one may grow at a time, since clocks jump. Periods older than a few months may be deleted.
 *
 * A rejected promise means that nothing was counted: the error's message is logged, and the same count is passed again later.
 */
export abstract class QuotaStore implements TotalsStore {
  /** Returns the requests counted in a period; 0 if there are none. */
  abstract load(name: string, period: string): Promise<number>;

  /** Adds requests, an integer above 0, to a period and returns the new total. It must be atomic: concurrent counts are not lost. */
  abstract add(name: string, period: string, count: number): Promise<number>;

  /** Starts to save in the background; used by ledgers. */
  open(context: QuotaStoreContext): QuotaJournal {
    return new StoredQuotaJournal(this, context);
  }
}

/** A store in memory, for tests and as an example. */
export class MemoryQuotaStore extends QuotaStore {
  readonly #totals = new Map<string, number>();

  async load(name: string, period: string): Promise<number> {
    return this.#totals.get(`${name} ${period}`) ?? 0;
  }

  async add(name: string, period: string, count: number): Promise<number> {
    const total = (this.#totals.get(`${name} ${period}`) ?? 0) + count;
    this.#totals.set(`${name} ${period}`, total);
    return total;
  }
}
