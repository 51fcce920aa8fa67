import { Alarm, type Clock, CommonTask, type Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";

/** The part of a count that a store uses. */
export interface QuotaStoreContext {
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Months that already have a count. */
  readonly months: Iterable<CountedMonth>;
}

/** Loads and saves the counts of a ledger. */
export interface QuotaJournal {
  /** Resolves when the store has been read for a month; undefined once it has. Never rejects. */
  ready(month: CountedMonth): Promise<void> | undefined;
  /** Records that a request was counted. */
  counted(month: CountedMonth): void;
}

/** The part of a `QuotaStore` that a journal uses. */
export interface TotalsStore {
  load(name: string, period: string): Promise<number>;
  add(name: string, period: string, count: number): Promise<number>;
}

/** Unsaved requests that trigger a save, unless one is in progress. */
const BATCH = 20;
/** Delay before a lower count is saved, in ms. */
const DELAY = 250;
/** Longest time that a call waits for the store to load, in ms. */
const LONGEST_LOAD = 2_000;
/** Interval at which to check whether another request has loaded the store, in ms. */
const LOOK = 25;
/** Failed saves in a row before saving waits for the next call, so that a broken store does not keep the process alive. */
const MOST_FAILURES = 3;

/**
 * Writes to a store in the background, one batch at a time. A failed batch is written again.
 *
 * Where a call belongs to an incoming request that may end at any moment, it saves at once, while its own request is in progress, and
 * never awaits the promise of another request.
 */
export class StoredQuotaJournal implements QuotaJournal {
  readonly #store: TotalsStore;
  readonly #context: QuotaStoreContext;
  readonly #unsaved: Map<CountedMonth, number> = new Map();
  readonly #loading: Map<CountedMonth, Promise<void>> = new Map();
  readonly #loaded: Set<CountedMonth> = new Set();
  readonly #loader: CommonTask;
  readonly #saver: CommonTask;
  readonly #alarm: Alarm;
  #saveAt: number | undefined;
  #failures = 0;

  constructor(store: TotalsStore, context: QuotaStoreContext) {
    this.#store = store;
    this.#context = context;
    const { clock, months } = context;
    this.#loader = new CommonTask(clock);
    this.#saver = new CommonTask(clock);
    this.#alarm = new Alarm(clock, () => void this.#save());
    for (const month of months) if (month.used > 0) this.#unsaved.set(month, month.used);
  }

  ready(month: CountedMonth): Promise<void> | undefined {
    if (this.#loaded.has(month)) return undefined;
    if (this.#context.clock.hasRequestContexts) return this.#loadOrWait(month);
    let loading = this.#loading.get(month);
    if (loading === undefined) {
      loading = this.#loadInTime(month);
      this.#loading.set(month, loading);
    }
    return loading;
  }

  counted(month: CountedMonth): void {
    const isFull = this.#keep(month, 1) >= BATCH && this.#failures === 0;
    // Saves all requests that are counted in the same turn together.
    if (this.#context.clock.hasRequestContexts) void Promise.resolve().then(() => this.#save());
    else if (isFull) void this.#save();
    else this.#schedule();
  }

  /** Loads a month, or waits until another request has. */
  async #loadOrWait(month: CountedMonth): Promise<void> {
    const { clock } = this.#context;
    while (!this.#loaded.has(month)) {
      if (this.#loader.isBusy) await new Promise<void>((resolve) => clock.setTimeout(resolve, LOOK));
      else await this.#loader.perform(() => this.#loadInTime(month));
    }
  }

  /** Loads a month from the store, without waiting for a store that hangs. */
  #loadInTime(month: CountedMonth): Promise<void> {
    const { clock } = this.#context;
    return new Promise((resolve) => {
      const finish = (): void => {
        this.#loaded.add(month);
        this.#loading.delete(month);
        clock.clearTimeout(timer);
        resolve();
      };
      const timer = clock.setTimeout(finish, LONGEST_LOAD);
      void this.#load(month).then(finish);
    });
  }

  async #load(month: CountedMonth): Promise<void> {
    try {
      const total = await this.#store.load(this.#context.name, periodOf(month));
      if (total > 0) month.since = month.start;
      this.#learn(month, total);
    } catch (failure) {
      this.#warn(failure);
    }
  }

  /** Adopts a total of the store, unless the count here is higher. */
  #learn(month: CountedMonth, total: number): void {
    const used = total + (this.#unsaved.get(month) ?? 0);
    if (used > month.used) month.used = used;
  }

  #schedule(): void {
    if (this.#saver.isBusy) return;
    this.#saveAt ??= this.#context.clock.now() + DELAY;
    this.#alarm.set(this.#saveAt);
  }

  async #save(): Promise<void> {
    // A save of another request may never end.
    const isTaken = this.#saver.isBusy && !this.#context.clock.hasRequestContexts;
    if (isTaken || this.#unsaved.size === 0) return;
    this.#saveAt = undefined;
    this.#alarm.set(Infinity);
    const counts = new Map(this.#unsaved);
    let isAbandoned = false;
    const abandon = (): void => {
      // It is unknown whether they were saved. Counting them twice is better than not at all.
      isAbandoned = true;
      for (const [month, count] of counts) this.#keep(month, count);
    };
    const save = async (): Promise<void> => {
      for (const [month, count] of counts) {
        const total = await this.#add(month, count);
        counts.delete(month);
        if (total !== undefined) this.#learn(month, total);
        else if (!isAbandoned) this.#keep(month, count);
      }
    };
    this.#unsaved.clear();
    await this.#saver.perform(save, abandon);
    if (this.#unsaved.size > 0 && this.#failures <= MOST_FAILURES) this.#schedule();
  }

  /** Adds a count to the store and returns the total there; undefined if that failed. */
  async #add(month: CountedMonth, count: number): Promise<number | undefined> {
    try {
      const total = await this.#store.add(this.#context.name, periodOf(month), count);
      this.#failures = 0;
      return total;
    } catch (failure) {
      if (this.#failures++ === 0) this.#warn(failure);
      return undefined;
    }
  }

  /** Adds requests to those that are to be saved, and returns how many there are. */
  #keep(month: CountedMonth, count: number): number {
    const unsaved = (this.#unsaved.get(month) ?? 0) + count;
    this.#unsaved.set(month, unsaved);
    return unsaved;
  }

  #warn(failure: unknown): void {
    const reason = failure instanceof Error ? failure.message : String(failure);
    this.#context.logger.warn(`quota: ${reason}; counting continues in memory`);
  }
}

function periodOf({ start }: CountedMonth): string {
  return new Date(start).toISOString();
}
