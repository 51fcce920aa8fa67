/**
 * The shortest time in which a request and its answer can be on their ways. A limiter may count on it: of two requests,
 * the way of the one to the server and the way back of the other's answer take no less.
 */
export interface RoundTripFloor {
  /** Milliseconds that one may count on; 0 while nothing is known. */
  readonly milliseconds: number;
  /**
   * Takes one round trip into account.
   *
   * @param isFresh Whether the request may have opened a connection.
   */
  observe(milliseconds: number, isFresh: boolean): void;
  /** Forgets everything: what was known has led to a refusal. */
  forget(): void;
}

/**
 * Learns the floor from round trips: it is the shortest of the last few hundred, less a part that shrinks with their number. A
 * request that may have opened a connection says less: it had to wait for the handshake, too.
 */
export class LearnedFloor implements RoundTripFloor {
  readonly #handshakes: number;
  #recent = NO_TRIPS;
  #earlier = NO_TRIPS;
  #shortestFresh = Number.POSITIVE_INFINITY;

  /** @param handshakes Round trips that opening a connection takes at least: 1 for TCP, 2 with TLS 1.3. */
  constructor(handshakes: number) {
    this.#handshakes = handshakes;
  }

  get milliseconds(): number {
    const count = this.#recent.count + this.#earlier.count;
    const shortest = Math.min(this.#recent.shortest, this.#earlier.shortest);
    const fresh = Number.isFinite(this.#shortestFresh) ? this.#shortestFresh / (1 + this.#handshakes) : 0;
    return Math.max(count === 0 ? 0 : shortest * (count / (count + CAUTION)), fresh * FRESH_PART);
  }

  observe(milliseconds: number, isFresh: boolean): void {
    if (isFresh) {
      this.#shortestFresh = Math.min(this.#shortestFresh, milliseconds);
      return;
    }
    if (this.#recent.count === TRIPS_REMEMBERED) {
      this.#earlier = this.#recent;
      this.#recent = NO_TRIPS;
      this.#shortestFresh = Number.POSITIVE_INFINITY;
    }
    const { count, shortest } = this.#recent;
    this.#recent = { count: count + 1, shortest: Math.min(shortest, milliseconds) };
  }

  forget(): void {
    this.#recent = NO_TRIPS;
    this.#earlier = NO_TRIPS;
    this.#shortestFresh = Number.POSITIVE_INFINITY;
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

/** The part of a fresh connection's share that is counted on. */
const FRESH_PART = 0.9;
