import { RecentExtreme } from "./recent-extreme.js";

/**
 * Bounds how long after it was aborted a request may still reach the server.
 *
 * Aborting a request does not recall it: data already written to the network arrives, and the server counts the request. When that
 * happens is never known, because no response is received. The bound is an assumption: no request takes longer to arrive than the
 * longest recent round trip, or than one second while few round trips are known. It is capped at three seconds, because a long
 * round trip is spent in the server rather than the network, and a slot is wasted while it waits.
 */
export class LateArrival {
  readonly #longest = new RecentExtreme(Math.max);

  /** Latest arrival of a request after it was aborted, in ms. */
  get milliseconds(): number {
    const { count, value } = this.#longest;
    return Math.min(MOST, Math.max(value, count < TRIPS_TRUSTED ? UNKNOWN : LEAST));
  }

  /** A response was received after `roundTrip` ms. */
  answered(roundTrip: number): void {
    this.#longest.add(roundTrip);
  }
}

/** The bound that the floor provides, or the default. */
export function lateArrivalOf({
  lateArrival = UNKNOWN,
}: {
  readonly lateArrival?: number | undefined;
}): number {
  return lateArrival;
}

/** Minimum number of round trips before the measured bound is used. */
const TRIPS_TRUSTED = 20;

/** The bound until then, in ms. */
const UNKNOWN = 1_000;

/** The lowest bound, in ms: TCP retransmits a lost packet after 200 ms. */
const LEAST = 250;

/** The highest bound, in ms. */
const MOST = 3_000;
