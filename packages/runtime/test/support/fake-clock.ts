import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/platform/index.js";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that only advances on request. It records all timers. */
export class FakeClock implements Clock {
  /** The delay of each timer that was set, in ms. */
  readonly waits: number[] = [];
  /** The return value of `random`. */
  chance = 0.5;
  #now = 1_000;
  readonly #timers = new Set<Timer>();

  /** The pending timers. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  date(): number {
    return Date.UTC(2026, 0, 1) + this.#now;
  }

  random(): number {
    return this.chance;
  }

  setTimeout(callback: () => void, milliseconds: number): unknown {
    this.waits.push(milliseconds);
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as Timer);
  }

  /** Advances time by a number of ms, and fires the timers. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await setImmediate();
    for (let next = this.#earliest(); next !== undefined && next.at <= end; next = this.#earliest()) {
      await this.#fire(next);
    }
    this.#now = end;
    await setImmediate();
  }

  /** Advances time while the program is suspended: timers that are due fire late. */
  freeze(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Advances time until a promise settles. Fails if no timer is left that could settle it. */
  async finish<Result>(promise: Promise<Result>): Promise<Result> {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    promise.then(settle, settle);
    await setImmediate();
    while (!isSettled) {
      const next = this.#earliest();
      if (next === undefined)
        throw new Error("time stands still: no timer is set and the promise is not settled");
      await this.#fire(next);
    }
    return promise;
  }

  #earliest(): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers) if (earliest === undefined || timer.at < earliest.at) earliest = timer;
    return earliest;
  }

  async #fire(timer: Timer): Promise<void> {
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.at);
    timer.callback();
    await setImmediate();
  }
}
