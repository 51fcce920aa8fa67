import type { Clock, Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";

/** What a store needs to know of a count. */
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
/** Failed saves in a row before saving waits for the next call, so that a broken store does not keep the process alive. */
const MOST_FAILURES = 3;

/** Writes to a store in the background, one batch at a time. A failed batch is written again. */
export class StoredQuotaJournal implements QuotaJournal {
  readonly #store: TotalsStore;
  readonly #context: QuotaStoreContext;
  readonly #unsaved: Map<CountedMonth, number> = new Map();
  readonly #loading: Map<CountedMonth, Promise<void>> = new Map();
  readonly #loaded: Set<CountedMonth> = new Set();
  #timer: unknown;
  #isSaving = false;
  #failures = 0;

  constructor(store: TotalsStore, context: QuotaStoreContext) {
    this.#store = store;
    this.#context = context;
    for (const month of context.months) if (month.used > 0) this.#unsaved.set(month, month.used);
  }

  ready(month: CountedMonth): Promise<void> | undefined {
    if (this.#loaded.has(month)) return undefined;
    let loading = this.#loading.get(month);
    if (loading === undefined) {
      loading = this.#loadInTime(month);
      this.#loading.set(month, loading);
    }
    return loading;
  }

  counted(month: CountedMonth): void {
    const unsaved = (this.#unsaved.get(month) ?? 0) + 1;
    this.#unsaved.set(month, unsaved);
    if (unsaved >= BATCH && this.#failures === 0) void this.#save();
    else this.#schedule();
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
    if (this.#isSaving) return;
    this.#timer ??= this.#context.clock.setTimeout(() => void this.#save(), DELAY);
  }

  async #save(): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.#context.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [month, count] of [...this.#unsaved]) {
      this.#unsaved.delete(month);
      try {
        this.#learn(month, await this.#store.add(this.#context.name, periodOf(month), count));
        this.#failures = 0;
      } catch (failure) {
        this.#unsaved.set(month, (this.#unsaved.get(month) ?? 0) + count);
        if (this.#failures++ === 0) this.#warn(failure);
      }
    }
    this.#isSaving = false;
    if (this.#unsaved.size > 0 && this.#failures <= MOST_FAILURES) this.#schedule();
  }

  #warn(failure: unknown): void {
    const reason = failure instanceof Error ? failure.message : String(failure);
    this.#context.logger.warn(`quota: ${reason}; counting continues in memory`);
  }
}

function periodOf({ start }: CountedMonth): string {
  return new Date(start).toISOString();
}
