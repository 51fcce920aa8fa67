import type { Clock } from "./clock.js";

/** A single timer for the next moment when there is work to do. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  /** Whether the pending timer may belong to a request that has ended and thus never fire. */
  readonly #mayEnd: boolean;
  #at = Infinity;
  #timer: unknown;
  #source: unknown;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
    this.#mayEnd = clock.hasRequestContexts === true;
  }

  /** Sets the timer, replacing the pending one; Infinity: clears it. */
  set(at: number): void {
    if (at === Infinity && at === this.#at) return;
    const clock = this.#clock;
    const { source } = clock;
    // Fake timers never fire after a test has uninstalled them.
    if (at === this.#at && source === this.#source && !this.#mayEnd) return;
    clock.clearTimeout(this.#timer);
    this.#at = at;
    this.#source = source;
    if (at === Infinity) return;
    // Timers may fire early by a fraction of a millisecond.
    this.#timer = clock.setTimeout(() => this.#fire(at), Math.max(1, Math.ceil(at - clock.now())));
  }

  #fire(at: number): void {
    // A replaced timer of another request could not be cancelled.
    if (at !== this.#at) return;
    this.#at = Infinity;
    this.#ring();
  }
}
