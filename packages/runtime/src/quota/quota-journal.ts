import type { Clock, Logger } from "../platform/index.js";
import type { CountedMonth } from "./counted-month.js";

/** Whose requests are counted. */
export interface QuotaStoreContext {
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The months that were counted before. */
  readonly months: Iterable<CountedMonth>;
}

/** What a ledger tells of its counts. */
export interface QuotaJournal {
  /** Settled when what the store has of a month is known; undefined when it is. Never rejected. */
  ready(month: CountedMonth): Promise<void> | undefined;
  /** A request was counted. */
  counted(month: CountedMonth): void;
}

/** The part of a `QuotaStore` that a journal uses. */
export interface TotalsStore {
  load(name: string, period: string): Promise<number>;
  add(name: string, period: string, count: number): Promise<number>;
}

/** So many requests at most are unsaved before they are saved at once, if no write is under way. */
const BATCH = 20;
/** Milliseconds after which fewer are saved. */
const DELAY = 250;
/** Milliseconds that calls wait at most for what the store has. */
const LONGEST_LOAD = 2_000;
/** So often a batch is tried again before it waits for the next call, lest a broken store keeps the process alive. */
const MOST_FAILURES = 3;

/** Writes to a store behind the calls: one batch at a time, and what failed again. */
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

  /** Reads what the store has; one that hangs is not waited for. */
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

  /** Takes a total of the store over, unless more is known here. */
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
    this.#context.logger.warn(`quota: ${reason}; requests are counted on`);
  }
}

function periodOf({ start }: CountedMonth): string {
  return new Date(start).toISOString();
}
