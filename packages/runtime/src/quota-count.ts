import type { Clock } from "./clock.js";
import type { Logger } from "./logger.js";
import { type MonthStart, monthOf, type QuotaMonth } from "./quota-month.js";
import type { QuotaStore } from "./quota-store.js";

/** What is known of a month. */
export interface CountedMonth extends QuotaMonth {
  /** Requests sent in it, those of other processes as far as the store told of them. Never becomes less. */
  used: number;
  /** Requests that the store was not told of yet. */
  unsaved: number;
  /** Since when they were counted. */
  since: number;
  /** Until when nothing is sent, because the server said that the month's requests are spent. */
  spentUntil: number;
  /** The highest fraction that was warned of, by the callback that was told. */
  readonly warned: Map<unknown, number>;
}

/** So many requests at most are unsaved before they are saved at once, if no write is under way. */
const BATCH = 20;
/** Milliseconds after which fewer are saved. */
const DELAY = 250;
/** Milliseconds that calls wait at most for what the store has. */
const LONGEST_LOAD = 2_000;
/** So often a batch is tried again before it waits for the next call, lest a broken store keeps the process alive. */
const MOST_FAILURES = 3;

/**
 * The requests of one address and key, month by month, for all clients of the process. A clock that jumps over the end
 * of a month, in either direction, counts in another month; what was counted in this one stays.
 *
 * Copies of this package share it, so its members are as fixed as those of the public API.
 */
export class QuotaCount {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #months: Map<number, CountedMonth> = new Map();
  #store: QuotaStore | undefined;
  #logger: Logger | undefined;
  #loading: Promise<void> | undefined;
  #isLoaded = true;
  #timer: unknown;
  #isSaving = false;
  #failures = 0;

  constructor(name: string, clock: Clock) {
    this.#name = name;
    this.#clock = clock;
  }

  /** Saves to a store from now on, also what was counted before. The first store stays. */
  attach(store: QuotaStore, logger: Logger): void {
    if (this.#store !== undefined) return;
    this.#store = store;
    this.#logger = logger;
    this.#isLoaded = false;
    for (const month of this.#months.values()) month.unsaved = month.used;
  }

  /** The month of a moment. */
  at(moment: number, monthStart?: MonthStart): CountedMonth {
    const { start, end } = monthOf(moment, monthStart);
    const known = this.#months.get(start);
    if (known !== undefined) return known;
    const month = { start, end, used: 0, unsaved: 0, since: moment, spentUntil: 0, warned: new Map() };
    this.#months.set(start, month);
    if (this.#store !== undefined && this.#isLoaded) void this.#load(month);
    return month;
  }

  /** Reads the store, the first time; undefined when there is nothing to wait for. Never rejected. */
  ready(month: CountedMonth): Promise<void> | undefined {
    if (this.#isLoaded) return undefined;
    this.#loading ??= new Promise((resolve) => {
      const finish = (): void => {
        this.#isLoaded = true;
        this.#clock.clearTimeout(timer);
        resolve();
      };
      const timer = this.#clock.setTimeout(finish, LONGEST_LOAD);
      void this.#load(month).then(finish);
    });
    return this.#loading;
  }

  /** Counts one request. */
  add(month: CountedMonth): void {
    month.used++;
    if (this.#store === undefined) return;
    if (++month.unsaved >= BATCH && this.#failures === 0) void this.#save();
    else this.#schedule();
  }

  async #load(month: CountedMonth): Promise<void> {
    try {
      const total = await this.#store?.load(this.#name, periodOf(month));
      if (total) month.since = month.start;
      this.#learn(month, total);
    } catch (failure) {
      this.#warn(failure);
    }
  }

  /** Takes a total of the store over; a smaller one than is known is an error of the store. */
  #learn(month: CountedMonth, total = 0): void {
    if (total + month.unsaved > month.used) month.used = total + month.unsaved;
  }

  #schedule(): void {
    if (this.#isSaving) return;
    this.#timer ??= this.#clock.setTimeout(() => void this.#save(), DELAY);
  }

  async #save(): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const month of this.#months.values()) {
      const count = month.unsaved;
      if (count === 0) continue;
      month.unsaved = 0;
      try {
        this.#learn(month, await this.#store?.add(this.#name, periodOf(month), count));
        this.#failures = 0;
      } catch (failure) {
        month.unsaved += count;
        if (this.#failures++ === 0) this.#warn(failure);
      }
    }
    this.#isSaving = false;
    const isAnyUnsaved = [...this.#months.values()].some(({ unsaved }) => unsaved > 0);
    if (isAnyUnsaved && this.#failures <= MOST_FAILURES) this.#schedule();
  }

  #warn(failure: unknown): void {
    this.#logger?.warn(
      `quota: ${failure instanceof Error ? failure.message : failure}; requests are counted on`,
    );
  }
}

function periodOf({ start }: QuotaMonth): string {
  return new Date(start).toISOString();
}
