/**
 * Where the requests of each month are counted, beyond the life of a process. A ledger reads it before its first call
 * and writes to it behind the calls, a batch at a time; no call waits for a write.
 *
 * `name` stands for one address and key and does not tell them. `period` is the moment at which the month began, as
 * ISO 8601 in UTC, so later periods sort after earlier ones; none is longer than 31 days. Totals of different periods
 * have nothing to do with each other, and both may grow at a time, since clocks jump. What is older than a few months
 * may be forgotten.
 *
 * A promise that is rejected means that nothing was counted: the error's message is logged, and the same count is
 * handed over again, later. A store that hangs is not waited for.
 */
export interface QuotaStore {
  /** Requests counted in a period so far; 0 when none were. */
  load(name: string, period: string): Promise<number>;
  /** Counts so many requests more, a whole number above 0, and gives the new total. Atomic: no count of another is lost. */
  add(name: string, period: string, count: number): Promise<number>;
}

/** A store that lasts as long as it is referred to: for tests, and as the model of others. */
export function memoryQuotaStore(): QuotaStore {
  const totals = new Map<string, number>();
  const totalOf = (name: string, period: string): number => totals.get(`${name} ${period}`) ?? 0;
  return {
    load: async (name, period) => totalOf(name, period),
    add: async (name, period, count) => {
      const total = totalOf(name, period) + count;
      totals.set(`${name} ${period}`, total);
      return total;
    },
  };
}
