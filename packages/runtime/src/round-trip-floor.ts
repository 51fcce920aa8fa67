/**
 * The shortest time in which a request and its answer can be on their ways. A limiter may count on it: of two requests,
 * the way of the one to the server and the way back of the other's answer take no less.
 */
export interface RoundTripFloor {
  /** Milliseconds that one may count on; 0 while nothing is known. */
  readonly milliseconds: number;
  /** Takes one round trip into account: one on an open connection, while this process had nothing else to do. */
  observe(milliseconds: number): void;
  /** Forgets everything: what was known has led to a refusal. */
  forget(): void;
}

/**
 * Learns the floor from round trips: it is the shortest of the last few hundred, less a part that shrinks with their number,
 * and less a millisecond.
 */
export class LearnedFloor implements RoundTripFloor {
  #recent = NO_TRIPS;
  #earlier = NO_TRIPS;

  get milliseconds(): number {
    const count = this.#recent.count + this.#earlier.count;
    if (count === 0) return 0;
    const shortest = Math.min(this.#recent.shortest, this.#earlier.shortest);
    return Math.max(0, shortest * (count / (count + CAUTION)) - MARGIN);
  }

  observe(milliseconds: number): void {
    if (this.#recent.count === TRIPS_REMEMBERED) {
      this.#earlier = this.#recent;
      this.#recent = NO_TRIPS;
    }
    const { count, shortest } = this.#recent;
    this.#recent = { count: count + 1, shortest: Math.min(shortest, milliseconds) };
  }

  forget(): void {
    this.#recent = NO_TRIPS;
    this.#earlier = NO_TRIPS;
  }
}

interface Trips {
  readonly count: number;
  readonly shortest: number;
}

const NO_TRIPS: Trips = { count: 0, shortest: Number.POSITIVE_INFINITY };

/** Of this many trips, and as many before them, the shortest is known. */
const TRIPS_REMEMBERED = 200;

/** With n trips known, the part `n / (n + CAUTION)` of the shortest is counted on. */
const CAUTION = 2;

/** Milliseconds that clocks and timers may be off. */
const MARGIN = 1;
