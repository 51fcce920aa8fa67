import type { Clock } from "../../src/platform/index.js";

interface Timer {
  readonly at: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

/**
 * A clock for simulations. Time jumps from one timer to the next, and nothing is awaited, so minutes of many processes take
 * milliseconds. The same seed gives the same random numbers.
 */
export class EventClock implements Clock {
  readonly #timers: Timer[] = [];
  #now = 1_000;
  #order = 0;
  #seed: number;

  constructor(seed: number) {
    this.#seed = Math.imul(seed, 0x9e3779b1) >>> 0;
  }

  now(): number {
    return this.#now;
  }

  date(): number {
    return this.#now;
  }

  /** mulberry32. */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#seed ^ (this.#seed >>> 15), this.#seed | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Real timers are up to a millisecond late, and so are these. */
  setTimeout(callback: () => void, milliseconds: number): Timer {
    return this.after(milliseconds + this.random(), callback);
  }

  clearTimeout(timer: unknown): void {
    if (timer !== undefined) (timer as Timer).callback = undefined;
  }

  /** Calls back after exactly this delay, in ms. */
  after(milliseconds: number, callback: () => void): Timer {
    const timer = { at: this.#now + milliseconds, order: this.#order++, callback };
    this.#timers.push(timer);
    this.#rise(this.#timers.length - 1);
    return timer;
  }

  /** Advances time until a moment, or until a condition holds. */
  runUntil(moment: number, isDone: () => boolean = () => false): void {
    for (let next = this.#timers[0]; next !== undefined && next.at <= moment; next = this.#timers[0]) {
      this.#removeFirst();
      this.#now = Math.max(this.#now, next.at);
      next.callback?.();
      if (isDone()) return;
    }
    this.#now = moment;
  }

  #removeFirst(): void {
    const last = this.#timers.pop() as Timer;
    if (this.#timers.length === 0) return;
    this.#timers[0] = last;
    this.#sink();
  }

  #rise(from: number): void {
    const timer = this.#timers[from] as Timer;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#timers[above] as Timer;
      if (isBefore(parent, timer)) break;
      this.#timers[place] = parent;
      place = above;
    }
    this.#timers[place] = timer;
  }

  #sink(): void {
    const timer = this.#timers[0] as Timer;
    let place = 0;
    for (;;) {
      const left = this.#timers[2 * place + 1];
      const right = this.#timers[2 * place + 2];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || isBefore(timer, child)) break;
      this.#timers[place] = child;
      place = 2 * place + (isRight ? 2 : 1);
    }
    this.#timers[place] = timer;
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at === other.at ? one.order < other.order : one.at < other.at;
}
