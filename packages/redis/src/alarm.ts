import type { Clock } from "@copilot-sdk/runtime";

/** One timer for the next moment at which there is something to do. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #timer: { readonly handle: unknown; readonly at: number } | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Rings at that moment, in place of the one that was set before; Infinity: not at all. */
  set(at: number): void {
    if (at === this.#timer?.at) return;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer.handle);
    this.#timer = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const fire = (): void => {
      this.#timer = undefined;
      this.#ring();
    };
    // Timers may fire early by a part of a millisecond.
    const delay = Math.max(1, Math.ceil(at - this.#clock.now()));
    this.#timer = { handle: this.#clock.setTimeout(fire, delay), at };
  }
}
