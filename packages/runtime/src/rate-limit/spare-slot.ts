import type { Clock } from "../platform/index.js";

/**
 * A slot that a busy process leaves free for a while from time to time.
 *
 * A process that always uses the whole limit leaves no gap at the server. Another one that starts later would be refused for
 * ever, and the first would never know, because its own requests are accepted. The spare slot lets the second one in.
 */
export class SpareSlot {
  readonly #clock: Pick<Clock, "random">;
  #sentAt = -Infinity;
  #freeFrom = Infinity;
  #freeUntil = Infinity;

  constructor(clock: Pick<Clock, "random">) {
    this.#clock = clock;
  }

  /** When the slot is in use again; Infinity: it is in use now. */
  get freeUntil(): number {
    return this.#freeUntil;
  }

  /**
   * A request is sent.
   *
   * @param window Length of the window, in milliseconds.
   * @param share The part of the limit that the process has. All that share it together leave as much free as one alone.
   */
  sent(now: number, window: number, share: number): void {
    if (now - this.#sentAt > BREAK * window) {
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

// All in windows.

/** Without a request for this long, a process is no longer busy: it leaves gaps anyway. */
const BREAK = 2;

/** How long a process must be busy before the slot is free for the first time, so that a short burst loses nothing. */
const FIRST = 12;

/** From one time to the next. */
const EVERY = 8;

/** How long the slot is free: longer than a refused process pauses. */
const FREE = 1.5;
