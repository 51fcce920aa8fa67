import type { Waiter } from "./waiting-queue.js";

/** How many requests may be sent in how many seconds, and how long to wait after one more. */
export interface RateLimitPolicy {
  /** Requests in any `perSeconds` seconds. */
  readonly requests: number;
  /** Length of the window, in seconds. */
  readonly perSeconds: number;
  /** How long the server refuses requests once one was too many, in seconds. */
  readonly recoverySeconds: number;
}

/** What a rate limiter is doing. */
export interface RateLimitState {
  /** The limit that is held. */
  readonly policy: RateLimitPolicy;
  /** Requests in a window that are sent at most now: less than the policy's where others seem to use the limit, too. */
  readonly limit: number;
  /** Requests that wait for their turn. */
  readonly queued: number;
  /** Requests that were sent and have no answer yet. */
  readonly inFlight: number;
  /** Slots whose answer came not long enough ago to use them again. */
  readonly cooling: number;
  /** Requests that could be sent now. */
  readonly available: number;
  /** Milliseconds for which nothing is sent, because the server refused a request. */
  readonly pausedFor: number;
}

/** What a request asks of the limiter. */
export interface AcquireOptions {
  /** Who goes first: the higher one. Default: 0. */
  readonly priority?: number | undefined;
  /** Leaves the queue at once when it fires; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** The place of an earlier permit, kept by a request that is sent again. */
  readonly ticket?: number | undefined;
  /** How many may wait already; with more the promise is rejected with a `QueueFullError`. Default: no bound. */
  readonly maxQueue?: number | undefined;
}

/**
 * The right to send one request. Whoever has it must tell what became of the request, by one of its methods; calling
 * more, or again, does nothing.
 */
export interface RateLimitPermit {
  /** The request's place in the order of arrival. */
  readonly ticket: number;
  /** The server took the request and answered. */
  answered(): void;
  /** The server refused the request for the rate limit: nobody who shares it sends anything for so many milliseconds. */
  refused(pause: number): void;
  /** No answer came, or none will: the request may or may not have reached the server. */
  lost(): void;
  /** Nothing was sent: the slot is free again at once. */
  unused(): void;
}

/** Holds a rate limit for all that share it. */
export interface RateLimiter {
  /** Waits for the right to send one request: first come, first served within a priority. */
  acquire(options?: AcquireOptions): Promise<RateLimitPermit>;
  /** Lets nothing start for so many milliseconds. A longer pause that already holds is left alone. */
  pause(milliseconds: number): void;
  /** Holds another policy too: from now on the limit is at least as strict as both. */
  restrict(policy: RateLimitPolicy): void;
  /** What the limiter is doing now. */
  state(): RateLimitState;
}

/** One who waits for a permit without a promise, since very many may. None of its methods throws. */
export interface PermitWaiter extends Waiter {
  /** Its place in the order of arrival; -1 before it has one. */
  ticket: number;
  /** Its turn has come. */
  grant(permit: RateLimitPermit): void;
  /** Its turn never comes. */
  refuse(reason: unknown): void;
}

/** A limiter as calls use it. */
export interface CallLimiter extends RateLimiter {
  /** Grants a permit: at once where there is one, otherwise when its turn has come. */
  enqueue(waiter: PermitWaiter, maxQueue: number): void;
  /** Lets one who waits leave; one who does not is left alone. */
  leave(waiter: PermitWaiter): void;
}

/** A part of a limit that changes with time. */
export interface ShareOfLimit {
  /** How many requests a window may have now, at least 1. */
  at(now: number): number;
  /** When that changes next. */
  nextChange(now: number): number;
}

/** What a process knows of a limit that it shared with others, when it goes on alone. */
export interface LimiterPast {
  /** What this process may send while others use the rest. */
  readonly share: ShareOfLimit;
  /** Moments of the clock from which slots of this process cool. */
  readonly cooling: readonly number[];
}

/** A limiter of this process alone, for as long as the one that several processes share cannot be used. */
export interface FallbackLimiter extends RateLimiter {
  /** Takes a slot for a request that was sent before, whether one is free or not. */
  occupy(ticket: number): RateLimitPermit;
}
