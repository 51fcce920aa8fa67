import {
  type QuotaJournal,
  type QuotaStoreContext,
  StoredQuotaJournal,
  type TotalsStore,
} from "./quota-journal.js";

/**
 * Where the requests of each month are counted, beyond the life of a process. It is read before the first call, and
 * written to behind the calls, a batch at a time; no call waits for a write.
 *
 * A store of your own has the two methods that are missing here. `name` stands for one address and key and does not
 * tell them. `period` is the moment at which the month began, as ISO 8601 in UTC, so later periods sort after earlier
 * ones; none is longer than 31 days. Totals of different periods have nothing to do with each other, and both may grow
 * at a time, since clocks jump. What is older than a few months may be forgotten.
 *
 * A promise that is rejected means that nothing was counted: the error's message is logged, and the same count is
 * handed over again, later.
 */
export abstract class QuotaStore implements TotalsStore {
  /** Requests counted in a period so far; 0 when none were. */
  abstract load(name: string, period: string): Promise<number>;

  /** Counts so many requests more, a whole number above 0, and gives the new total. Atomic: no count of another is lost. */
  abstract add(name: string, period: string, count: number): Promise<number>;

  /** Begins to write behind; for ledgers. */
  open(context: QuotaStoreContext): QuotaJournal {
    return new StoredQuotaJournal(this, context);
  }
}

/** A store that lasts as long as it is referred to: for tests, and as the model of others. */
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
