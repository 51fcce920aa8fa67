import type { Clock } from "./clock.js";

/** One timer for the next moment at which there is something to do. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  /** Whether the timer that is set may belong to a request that has ended, so that it never fires. */
  readonly #mayEnd: boolean;
  #at = Infinity;
  #timer: unknown;
  #source: unknown;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
    this.#mayEnd = clock.hasRequestContexts === true;
  }

  /** Rings at that moment, in place of the one that was set before; Infinity: not at all. */
  set(at: number): void {
    if (at === Infinity && at === this.#at) return;
    const clock = this.#clock;
    const { source } = clock;
    // Fake timers that a test has removed never fire.
    if (at === this.#at && source === this.#source && !this.#mayEnd) return;
    clock.clearTimeout(this.#timer);
    this.#at = at;
    this.#source = source;
    if (at === Infinity) return;
    // Timers may fire early by a part of a millisecond.
    this.#timer = clock.setTimeout(() => this.#fire(at), Math.max(1, Math.ceil(at - clock.now())));
  }

  #fire(at: number): void {
    // A timer of another request that was replaced could not be cancelled.
    if (at !== this.#at) return;
    this.#at = Infinity;
    this.#ring();
  }
}
