import {
  type AcquireOptions,
  QueueFullError,
  type RateLimiter,
  type RateLimitPermit,
  type RateLimitPolicy,
  type RateLimitState,
  type Waiter,
  WaitingQueue,
} from "@copilot-sdk/runtime";
import { RateLimiterUnavailableError } from "./errors.js";
import { FallbackPermits } from "./fallback-permits.js";
import { SlotSupply, type SlotSupplyOptions } from "./slot-supply.js";

/** How a limiter that is shared by Redis is made. */
export interface RedisRateLimiterOptions extends SlotSupplyOptions {
  readonly whenUnreachable: "open" | "closed";
}

/** A call that waits for a slot. */
interface WaitingCall extends Waiter {
  /** Called once, with what came of the wait. */
  settle(outcome: RateLimitPermit | Error): void;
}

/**
 * One process's part of a limit that is kept in Redis. Calls wait here, in their order, for slots that Redis grants, or
 * while Redis is away for permits of this process alone.
 */
export class RedisRateLimiter implements RateLimiter {
  readonly #options: RedisRateLimiterOptions;
  readonly #queue: WaitingQueue<WaitingCall> = new WaitingQueue();
  readonly #supply: SlotSupply;
  readonly #fallback: FallbackPermits;
  #policy: RateLimitPolicy;
  #tickets = 0;
  #inFlight = 0;
  #isPlanned = false;

  constructor(options: RedisRateLimiterOptions) {
    this.#options = options;
    this.#policy = options.policy;
    this.#supply = new SlotSupply(options, {
      changed: () => this.#proceed(),
      away: (cause, isNews) => this.#isAway(cause, isNews),
      back: () => options.logger.warn("rate limit: Redis answers again; the limit is shared again"),
    });
    this.#fallback = new FallbackPermits(options.fallback, (permit) => this.#serveByFallback(permit));
  }

  acquire(options: AcquireOptions = {}): Promise<RateLimitPermit> {
    const { signal, priority = 0, ticket = this.#tickets++, maxQueue = Number.POSITIVE_INFINITY } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#isClosed) return Promise.reject(unavailable(this.#supply.outage?.cause));
    if (this.#queue.size >= maxQueue) return Promise.reject(queueFull(maxQueue));
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue.remove(waiter);
        this.#plan();
        reject(signal?.reason as Error);
      };
      const settle = (outcome: RateLimitPermit | Error): void => {
        signal?.removeEventListener("abort", leave);
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      const waiter: WaitingCall = { priority, ticket, settle, index: -1 };
      this.#queue.add(waiter);
      signal?.addEventListener("abort", leave);
      this.#plan();
    });
  }

  pause(milliseconds: number): void {
    this.#supply.pause(milliseconds, "pause");
    this.#plan();
  }

  restrict(policy: RateLimitPolicy): void {
    this.#policy = {
      requests: Math.min(this.#policy.requests, policy.requests),
      perSeconds: Math.max(this.#policy.perSeconds, policy.perSeconds),
      recoverySeconds: Math.max(this.#policy.recoverySeconds, policy.recoverySeconds),
    };
    this.#supply.restrict(this.#policy);
    this.#fallback.restrict(policy);
  }

  /** Slots that cool or are free are those of all processes, as Redis told last; the rest is this process's. */
  state(): RateLimitState {
    const { requests } = this.#policy;
    const { outage, lastGrant, pausedUntil } = this.#supply;
    const alone = outage === undefined ? undefined : this.#fallback.state();
    const { limit, cooling, free } = lastGrant ?? { limit: requests, cooling: 0, free: requests };
    return {
      policy: this.#policy,
      limit: alone?.limit ?? Math.min(limit, requests),
      queued: this.#queue.size,
      inFlight: this.#inFlight,
      cooling: alone?.cooling ?? cooling,
      available: alone?.available ?? free,
      pausedFor: Math.max(0, pausedUntil - this.#options.clock.now(), alone?.pausedFor ?? 0),
    };
  }

  /** Whether nothing may be sent since Redis is away. */
  get #isClosed(): boolean {
    const { clock, whenUnreachable } = this.#options;
    const { outage } = this.#supply;
    return whenUnreachable === "closed" && outage !== undefined && clock.now() < outage.retryAt;
  }

  #permit(ticket: number, inner: RateLimitPermit | undefined): RateLimitPermit {
    const { clock, floor } = this.#options;
    // A permit of the process's own limiter tells the floor by itself.
    const trip = inner === undefined ? floor.send(clock.now()) : undefined;
    this.#inFlight++;
    let isOpen = true;
    const close = (settle: (now: number) => void): void => {
      if (!isOpen) return;
      isOpen = false;
      this.#inFlight--;
      settle(clock.now());
      this.#plan();
    };
    return {
      ticket,
      answered: () =>
        close((now) => {
          trip?.answered(now);
          inner?.answered();
          this.#supply.cool(now);
        }),
      refused: (pause) =>
        close(() => {
          trip?.ended();
          floor.forget();
          inner?.refused(pause);
          this.#supply.pause(pause, "refusal");
        }),
      lost: () =>
        close((now) => {
          trip?.ended();
          inner?.lost();
          // It may still arrive. There is no way back then, so the whole window counts from its arrival.
          this.#supply.cool(now + (floor.lateArrival ?? LATE_ARRIVAL) + floor.milliseconds);
        }),
      unused: () =>
        close(() => {
          trip?.ended();
          inner?.unused();
          this.#supply.giveBack();
        }),
    };
  }

  /** Looks after everything once the program is done with what it does now: calls that start together are one to Redis. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      this.#proceed();
    });
  }

  #proceed(): void {
    this.#supply.keep(this.#queue.size);
    while (this.#supply.take()) this.#start(undefined);
    this.#supply.attend({ waiting: this.#queue.size, inFlight: this.#inFlight });
    const isAlone = this.#supply.outage !== undefined && this.#options.whenUnreachable === "open";
    this.#fallback.want(isAlone ? this.#queue.size : 0);
  }

  #serveByFallback(permit: RateLimitPermit): void {
    if (this.#queue.size === 0) permit.unused();
    else this.#start(permit);
    this.#plan();
  }

  /** Lets the first in the queue start: by a slot of Redis, or by a permit of this process alone. */
  #start(inner: RateLimitPermit | undefined): void {
    const first = this.#queue.shift();
    first?.settle(this.#permit(first.ticket, inner));
  }

  #isAway(cause: unknown, isNews: boolean): void {
    const { logger, whenUnreachable } = this.#options;
    if (isNews) {
      const consequence = whenUnreachable === "open" ? "this process goes on alone" : "calls are rejected";
      logger.warn(`rate limit: Redis cannot be used, ${consequence} (${messageOf(cause)})`);
    }
    if (whenUnreachable === "open") return;
    while (this.#queue.size > 0) this.#queue.shift()?.settle(unavailable(cause));
  }
}

/** How long after it was given up a request may still reach the API where nothing is known of the way, in milliseconds. */
const LATE_ARRIVAL = 1_000;

function queueFull(maxQueue: number): QueueFullError {
  return new QueueFullError(
    `${maxQueue} requests wait for the rate limit already; rateLimit.maxQueue allows no more`,
  );
}

function unavailable(cause: unknown): RateLimiterUnavailableError {
  const message = `nothing was sent, for the Redis that shares the rate limit cannot be used: ${messageOf(cause)}`;
  return new RateLimiterUnavailableError(message, { cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
