import type { Waiter } from "./waiting-queue.js";

/** How many requests may be sent in a window, and how long to wait after exceeding that. */
export interface RateLimitPolicy {
  /** Maximum number of requests in any `perSeconds` seconds. */
  readonly requests: number;
  /** Length of the window, in seconds. */
  readonly perSeconds: number;
  /** How long the server rejects requests after the limit was exceeded, in seconds. */
  readonly recoverySeconds: number;
}

/** State of a rate limiter. */
export interface RateLimitState {
  /** The policy in effect. */
  readonly policy: RateLimitPolicy;
  /** Maximum number of requests in a window now. Lower than the policy's if other processes seem to use the limit as well. */
  readonly limit: number;
  /** Number of queued requests. */
  readonly queued: number;
  /** Number of requests sent that have no response yet. */
  readonly inFlight: number;
  /** Number of slots that cannot be reused yet because their response is too recent. */
  readonly cooling: number;
  /** Number of requests that could be sent now. */
  readonly available: number;
  /** How long nothing is sent because the server responded with 429, in ms. */
  readonly pausedFor: number;
}

/** Options of a request to the limiter. */
export interface AcquireOptions {
  /** Requests with a higher priority are sent first. Default: 0. */
  readonly priority?: number | undefined;
  /** Aborting it removes the request from the queue immediately; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** The ticket of an earlier permit, so that a retried request keeps its place. */
  readonly ticket?: number | undefined;
  /** Maximum number of queued requests. If the queue is full, the promise is rejected with a `QueueFullError`. Default: no limit. */
  readonly maxQueue?: number | undefined;
}

/**
 * The right to send one request. The holder must report the outcome of the request by calling one of its methods; further calls
 * have no effect.
 */
export interface RateLimitPermit {
  /** Position of the request in the order of arrival. */
  readonly ticket: number;
  /** The server accepted the request and responded. */
  answered(): void;
  /** The server rejected the request because of the rate limit. All who share the limit send nothing for `pause` ms. */
  refused(pause: number): void;
  /** There is no response: the request may or may not have reached the server. */
  lost(): void;
  /** Nothing was sent: the slot is free again immediately. */
  unused(): void;
}

/** Enforces a rate limit for all who share it. */
export interface RateLimiter {
  /** Waits for the right to send one request. Requests of the same priority are served in order of arrival. */
  acquire(options?: AcquireOptions): Promise<RateLimitPermit>;
  /** Sends nothing for `milliseconds`. Has no effect during a longer pause. */
  pause(milliseconds: number): void;
  /** Adds a policy: from now on, the limit is at least as strict as both. */
  restrict(policy: RateLimitPolicy): void;
  /** Current state of the limiter. */
  state(): RateLimitState;
}

/** Waits for a permit without a promise, because very many may wait. None of its methods throws. */
export interface PermitWaiter extends Waiter {
  /** Position in the order of arrival; -1 until it has one. */
  ticket: number;
  /** It is the waiter's turn. */
  grant(permit: RateLimitPermit): void;
  /** The waiter is rejected and gets no permit. */
  refuse(reason: unknown): void;
}

/** A limiter in the form that calls use. */
export interface CallLimiter extends RateLimiter {
  /** Grants a permit: immediately if one is available, otherwise when it is the waiter's turn. */
  enqueue(waiter: PermitWaiter, maxQueue: number): void;
  /** Removes a waiter from the queue. Has no effect if it is not waiting. */
  leave(waiter: PermitWaiter): void;
}

/** A share of a limit that changes over time. */
export interface ShareOfLimit {
  /** The number of requests allowed in a window now, at least 1. */
  at(now: number): number;
  /** When that number changes next. */
  nextChange(now: number): number;
}

/** The state of a shared limit, for a process that continues alone. */
export interface LimiterPast {
  /** The share of this process; others use the rest. */
  readonly share: ShareOfLimit;
  /** The moments, by the clock, when the cooling of this process's slots starts. */
  readonly cooling: readonly number[];
}

/** A limiter for this process alone, used while the shared one is unavailable. */
export interface FallbackLimiter extends CallLimiter {
  /** Takes a slot for a request that was already sent, whether one is free or not. */
  occupy(ticket: number): RateLimitPermit;
}
