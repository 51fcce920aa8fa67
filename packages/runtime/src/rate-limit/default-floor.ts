import type { Clock } from "../platform/index.js";
import { LearnedFloor, type RoundTrip, type RoundTripFloor } from "./round-trip-floor.js";

/**
 * The shortest round trip, learned where the clock can be trusted. If the clock stands still while an incoming request is being
 * computed, a request appears to be sent before that computation, so all round trips look too long.
 */
export function defaultFloor({ hasRequestContexts }: Clock): RoundTripFloor {
  return hasRequestContexts ? UNKNOWN : new LearnedFloor();
}

/** A round trip that is not measured. */
export const NO_TRIP: RoundTrip = { answered() {}, ended() {} };

const UNKNOWN: RoundTripFloor = { milliseconds: 0, send: () => NO_TRIP, forget() {} };
