import type { Clock } from "../platform/index.js";

/**
 * A slot that a busy process periodically leaves free.
 *
 * A process that always uses the whole limit leaves no free capacity at the server. A second process would get 429s forever, and
 * the first would never notice, because its own requests are accepted. The spare slot lets the second process in.
 */
export class SpareSlot {
  readonly #clock: Pick<Clock, "random">;
  #sentAt = -Infinity;
  #busySince = Infinity;
  #freeFrom = Infinity;
  #freeUntil = Infinity;

  constructor(clock: Pick<Clock, "random">) {
    this.#clock = clock;
  }

  /** When the first request after the last break was sent; Infinity if none was sent. */
  get busySince(): number {
    return this.#busySince;
  }

  /** When the slot is used again; Infinity: it is in use now. */
  get freeUntil(): number {
    return this.#freeUntil;
  }

  /**
   * A request was sent.
   *
   * @param window Length of the window, in ms.
   * @param share The share of the limit that this process has. Together, all processes leave as much free as a single one.
   */
  sent(now: number, window: number, share: number): void {
    if (now - this.#sentAt > BREAK * window) {
      this.#busySince = now;
      this.#freeFrom = now + FIRST * window;
    } else if (now >= this.#freeFrom) {
      this.#freeUntil = now + FREE * window;
      this.#freeFrom = now + (EVERY / share) * window * (0.75 + this.#clock.random() / 2);
    }
    this.#sentAt = now;
  }

  /** Whether the slot is left free now. */
  isFree(now: number): boolean {
    if (now >= this.#freeUntil) this.#freeUntil = Infinity;
    return this.#freeUntil < Infinity;
  }
}

// Durations, in windows.

/** After this long without a request, a process is no longer busy: it leaves capacity anyway. */
const BREAK = 2;

/** How long a process must be busy before the slot is left free for the first time, so that a short burst loses nothing. */
const FIRST = 12;

/** Interval between two free periods. */
const EVERY = 8;

/** How long the slot is left free: longer than a process pauses after a 429. */
const FREE = 1.5;
