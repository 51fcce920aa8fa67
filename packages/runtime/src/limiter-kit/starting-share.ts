import type { Clock } from "../platform/index.js";
import type { ShareOfLimit } from "../rate-limit/index.js";

/** What a share begins with. */
export interface StartingShareOptions {
  /** Requests in a window, at least 1. */
  readonly requests: number;
  /** Length of the window, in milliseconds. */
  readonly window: number;
  readonly clock: Clock;
}

/**
 * The part of a limit that a process keeps to at first, because it knows how many others use the rest but not what they do
 * from now on. After ten windows it grows, by twice as much each time: others may have ended.
 */
export class StartingShare implements ShareOfLimit {
  readonly #requests: number;
  readonly #start: number;
  /** Milliseconds between two steps; by chance, so that processes do not grow at the same moment. */
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

/** Windows between two steps. */
const STEP = 10;
