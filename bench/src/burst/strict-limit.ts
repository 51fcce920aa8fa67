/** Decides which requests a server accepts. Rejected requests do not count. */
export interface StrictLimit {
  /** @param at The arrival time of the request in ms. Never decreases. */
  accepts(at: number): boolean;
}

const SECOND = 1000;

/** A sliding window: accepts at most `rps` requests in any second. */
export class SlidingLimit implements StrictLimit {
  readonly #rps: number;
  #accepted: readonly number[] = [];

  constructor(rps: number) {
    this.#rps = rps;
  }

  accepts(at: number): boolean {
    this.#accepted = this.#accepted.filter((time) => at - time < SECOND);
    if (this.#accepted.length >= this.#rps) return false;
    this.#accepted = [...this.#accepted, at];
    return true;
  }
}

/** A fixed window: accepts at most `rps` requests in each second, starting with the first request. */
export class FixedLimit implements StrictLimit {
  readonly #rps: number;
  #start: number | undefined;
  #second = 0;
  #accepted = 0;

  constructor(rps: number) {
    this.#rps = rps;
  }

  accepts(at: number): boolean {
    this.#start ??= at;
    const second = Math.floor((at - this.#start) / SECOND);
    if (second !== this.#second) this.#accepted = 0;
    this.#second = second;
    if (this.#accepted >= this.#rps) return false;
    this.#accepted++;
    return true;
  }
}
