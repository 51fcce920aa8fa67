import type { Clock } from "../platform/index.js";
import type { PermitWaiter, RateLimitPermit } from "./rate-limiter.js";

/** The slots of a limit, as seen by waiters. */
export interface Slots {
  readonly clock: Clock;
  /** Number of requests that may be sent now. */
  available(): number;
  /** Takes a slot for the next request. */
  take(ticket: number): RateLimitPermit;
  /** The earliest moment when a waiter with `before` others ahead of it may get a slot; Infinity while that depends on pending responses. */
  chance(before: number): number;
  /** Average time between two slots when all are used, in ms. */
  pace(): number;
}

/** Gives slots to waiters, in order. */
export interface Turns {
  /** Number of waiters. */
  readonly size: number;
  /** Adds a waiter, which gets a permit immediately or when it is its turn. */
  add(waiter: PermitWaiter): void;
  /** Removes a waiter. Has no effect if it is not waiting. */
  remove(waiter: PermitWaiter): void;
  /** Slots were returned, or the times when they become free have changed. */
  changed(): void;
}
