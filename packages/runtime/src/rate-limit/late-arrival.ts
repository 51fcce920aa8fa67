import type { RecentExtreme } from "./recent-extreme.js";

/**
 * Bounds how long after it was aborted a request may still reach the server, in ms.
 *
 * Aborting a request does not recall it: data already written to the network arrives, and the server counts the request. When that
 * happens is never known, because no response is received. The bound is an assumption: no request takes longer to arrive than the
 * longest recent round trip, or than one second while few round trips are known. It is capped at three seconds, because a long
 * round trip is spent in the server rather than the network, and a slot is wasted while it waits.
 */
export function lateArrivalAfter({ count, value }: RecentExtreme): number {
  return Math.min(MOST, Math.max(value, count < TRIPS_TRUSTED ? LATE_ARRIVAL : LEAST));
}

/** The bound while few round trips are known, in ms. */
export const LATE_ARRIVAL = 1_000;

/** Minimum number of round trips before the measured bound is used. */
const TRIPS_TRUSTED = 20;

/** The lowest bound, in ms: TCP retransmits a lost packet after 200 ms. */
const LEAST = 250;

/** The highest bound, in ms. */
const MOST = 3_000;
