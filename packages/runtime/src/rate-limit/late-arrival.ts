/**
 * Bounds how long a request may still be on its way to the server after it was given up.
 *
 * Giving a request up does not call it back: what was written to the network arrives, and the server counts it. When that
 * happens can never be known, since no response comes. The bound is an assumption: no request takes longer to arrive than the
 * longest recent round trip, or than a second while few round trips are known. It is three seconds at most, since a long round
 * trip is the server's time rather than the network's, and a slot that waits for nothing is lost.
 */
export class LateArrival {
  #recent = NO_TRIPS;
  #earlier = NO_TRIPS;

  /** How long after it was given up a request arrives at the latest, in milliseconds. */
  get milliseconds(): number {
    const isKnown = this.#recent.count + this.#earlier.count >= TRIPS_TRUSTED;
    return Math.min(MOST, Math.max(this.#recent.longest, this.#earlier.longest, isKnown ? LEAST : UNKNOWN));
  }

  /** A response came after so many milliseconds. */
  answered(roundTrip: number): void {
    if (this.#recent.count === TRIPS_REMEMBERED) {
      this.#earlier = this.#recent;
      this.#recent = NO_TRIPS;
    }
    const { count, longest } = this.#recent;
    this.#recent = { count: count + 1, longest: Math.max(longest, roundTrip) };
  }
}

interface Trips {
  readonly count: number;
  readonly longest: number;
}

const NO_TRIPS: Trips = { count: 0, longest: 0 };

/** The bound that a floor has, or the default. */
export function lateArrivalOf({
  lateArrival = UNKNOWN,
}: {
  readonly lateArrival?: number | undefined;
}): number {
  return lateArrival;
}

/** The longest of this many round trips, and of as many before them, is known. */
const TRIPS_REMEMBERED = 200;

/** With fewer round trips than this, little is known. */
const TRIPS_TRUSTED = 20;

/** The bound while little is known, in milliseconds. */
const UNKNOWN = 1_000;

/** The lowest bound, in milliseconds: TCP sends a lost packet again after a fifth of a second. */
const LEAST = 250;

/** The highest bound, in milliseconds. */
const MOST = 3_000;
