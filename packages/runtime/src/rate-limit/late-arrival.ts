import { RecentExtreme } from "./recent-extreme.js";

/**
 * Bounds how long a request may still be on its way to the server after it was given up.
 *
 * Giving a request up does not call it back: what was written to the network arrives, and the server counts it. When that
 * happens can never be known, since no response comes. The bound is an assumption: no request takes longer to arrive than the
 * longest recent round trip, or than a second while few round trips are known. It is three seconds at most, since a long round
 * trip is the server's time rather than the network's, and a slot that waits for nothing is lost.
 */
export class LateArrival {
  readonly #longest = new RecentExtreme(Math.max);

  /** How long after it was given up a request arrives at the latest, in milliseconds. */
  get milliseconds(): number {
    const { count, value } = this.#longest;
    return Math.min(MOST, Math.max(value, count < TRIPS_TRUSTED ? UNKNOWN : LEAST));
  }

  /** A response came after so many milliseconds. */
  answered(roundTrip: number): void {
    this.#longest.add(roundTrip);
  }
}

/** The bound that a floor has, or the default. */
export function lateArrivalOf({
  lateArrival = UNKNOWN,
}: {
  readonly lateArrival?: number | undefined;
}): number {
  return lateArrival;
}

/** With fewer round trips than this, little is known. */
const TRIPS_TRUSTED = 20;

/** The bound while little is known, in milliseconds. */
const UNKNOWN = 1_000;

/** The lowest bound, in milliseconds: TCP sends a lost packet again after a fifth of a second. */
const LEAST = 250;

/** The highest bound, in milliseconds. */
const MOST = 3_000;
