import type { Clock } from "../platform/index.js";
import type { PermitWaiter, RateLimitPermit } from "./rate-limiter.js";

/** The slots of a limit, as those who wait for them see them. */
export interface Slots {
  readonly clock: Clock;
  /** How many requests may be sent now. */
  available(): number;
  /** Takes a slot for the request that is next. */
  take(ticket: number): RateLimitPermit;
  /** The first moment at which one with so many before it may have a slot; Infinity while that depends on responses to come. */
  chance(before: number): number;
  /** Milliseconds from one slot to the next on average, when all are used. */
  pace(): number;
}

/** Gives slots to those who wait for them, in their order. */
export interface Turns {
  /** How many wait. */
  readonly size: number;
  /** One comes: it is granted a permit at once, or when its turn has come. */
  add(waiter: PermitWaiter): void;
  /** One leaves; one who does not wait is left alone. */
  remove(waiter: PermitWaiter): void;
  /** Slots were given back, or are free at another moment than before. */
  changed(): void;
}
