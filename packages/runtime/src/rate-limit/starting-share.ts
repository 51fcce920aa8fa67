/**
 * The part of a limit that a process keeps to at first, because it knows how many others use the rest but not what they do
 * from now on. It grows slowly, and faster while it lasts: others may have ended.
 */
export class StartingShare {
  readonly #share: number;
  readonly #start: number;
  /** Milliseconds between two steps. */
  readonly #step: number;

  /** @param random A number from 0 to 1, so that processes do not grow at the same moment. */
  constructor(share: number, window: number, now: number, random: number) {
    this.#share = share;
    this.#start = now;
    this.#step = STEP * window * (0.75 + random / 2);
  }

  /** How many requests a window may have now. */
  at(now: number): number {
    return this.#share + 2 ** this.#steps(now) - 1;
  }

  /** When it grows next. */
  nextChange(now: number): number {
    return this.#start + (this.#steps(now) + 1) * this.#step;
  }

  #steps(now: number): number {
    return Math.floor((now - this.#start) / this.#step);
  }
}

/** Windows between two steps. */
const STEP = 10;
