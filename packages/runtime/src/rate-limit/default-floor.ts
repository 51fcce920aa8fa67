import type { Clock } from "../platform/index.js";
import { LearnedFloor, type RoundTrip, type RoundTripFloor } from "./round-trip-floor.js";

/**
 * What is known of the shortest round trip where the clock may be trusted. One that stands still while an incoming request
 * is being computed shows the moment before the computation as that of sending, so that all round trips look too long.
 */
export function defaultFloor({ hasRequestContexts }: Clock): RoundTripFloor {
  return hasRequestContexts ? UNKNOWN : new LearnedFloor();
}

/** A round trip that is not measured. */
export const NO_TRIP: RoundTrip = { answered() {}, ended() {} };

const UNKNOWN: RoundTripFloor = { milliseconds: 0, send: () => NO_TRIP, forget() {} };
