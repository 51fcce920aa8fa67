import type { Clock } from "../platform/index.js";
import type { ShareOfLimit } from "../rate-limit/index.js";

/** Options of a starting share. */
export interface StartingShareOptions {
  /** Initial number of requests in a window, at least 1. */
  readonly requests: number;
  /** Length of the window, in ms. */
  readonly window: number;
  readonly clock: Clock;
}

/**
 * The share of a limit that a process starts with when it stops coordinating with the others. It knows how many processes used the
 * limit until then, but not which of them still run. So the share grows every ten windows: by 1, then by 2, 4 and so on.
 */
export class StartingShare implements ShareOfLimit {
  readonly #requests: number;
  readonly #start: number;
  /** Interval between two increases, in ms. It is random, so that processes do not increase their shares at the same moment. */
  readonly #step: number;

  constructor({ requests, window, clock }: StartingShareOptions) {
    this.#requests = requests;
    this.#start = clock.now();
    this.#step = STEP * window * (0.75 + clock.random() / 2);
  }

  at(now: number): number {
    return this.#requests + 2 ** this.#steps(now) - 1;
  }

  nextChange(now: number): number {
    return this.#start + (this.#steps(now) + 1) * this.#step;
  }

  #steps(now: number): number {
    return Math.floor((now - this.#start) / this.#step);
  }
}

/** Average interval between two increases, in windows. */
const STEP = 10;
