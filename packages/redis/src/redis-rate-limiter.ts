import {
  type AcquireOptions,
  QueueFullError,
  type RateLimiter,
  type RateLimiterContext,
  type RateLimitPermit,
  type RateLimitPolicy,
  type RateLimitState,
  type Waiter,
  WaitingQueue,
} from "@copilot-sdk/runtime";
import { RateLimiterUnavailableError } from "./errors.js";
import { FallbackPermits } from "./fallback-permits.js";
import type { RunScript } from "./redis-client.js";
import { SharedSlots } from "./shared-slots.js";
import { SlotStock } from "./slot-stock.js";

/** How a limiter that is shared by Redis is made. Times are milliseconds. */
export interface RedisRateLimiterOptions extends RateLimiterContext {
  readonly run: RunScript;
  /** Where the budget is kept. */
  readonly key: string;
  /** How long Redis may take to answer. */
  readonly timeout: number;
  readonly whenUnreachable: "open" | "closed";
  /** How long after its last word to Redis a process keeps its slots. Default: 10 s. */
  readonly lease?: number | undefined;
}

/** A call that waits for a slot. */
interface WaitingCall extends Waiter {
  /** Called once, with what came of the wait. */
  settle(outcome: RateLimitPermit | Error): void;
}

/**
 * One process's part of a limit that is kept in Redis. Calls wait here, in their order; slots are fetched for those that
 * wait and for no others, any number at a time, and one call to Redis is on its way at most.
 */
export class RedisRateLimiter implements RateLimiter {
  readonly #options: RedisRateLimiterOptions;
  readonly #lease: number;
  readonly #queue: WaitingQueue<WaitingCall> = new WaitingQueue();
  readonly #shared: SharedSlots;
  readonly #stock = new SlotStock();
  readonly #fallback: FallbackPermits;
  #policy: RateLimitPolicy;
  #tickets = 0;
  #inFlight = 0;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** Whether the others do not know of the pause yet, and whether it is for a refusal. */
  #news: "none" | "pause" | "refusal" = "none";
  #isCalling = false;
  #isPlanned = false;
  #calledAt = Number.NEGATIVE_INFINITY;
  #answeredAt = Number.NEGATIVE_INFINITY;
  /** Before this moment there is nothing to be had. */
  #nextChance = Number.NEGATIVE_INFINITY;
  /** Why Redis cannot be used, and when it is tried again. */
  #failure: { readonly cause: unknown; readonly retryAt: number } | undefined;
  #seen: { readonly limit: number; readonly cooling: number; readonly free: number } | undefined;
  #timer: { readonly handle: unknown; readonly at: number } | undefined;

  constructor(options: RedisRateLimiterOptions) {
    this.#options = options;
    this.#policy = options.policy;
    this.#lease = options.lease ?? LEASE;
    this.#shared = new SharedSlots({ ...options, lease: this.#lease });
    this.#fallback = new FallbackPermits(options.fallback, (permit) => this.#serveByFallback(permit));
  }

  acquire(options: AcquireOptions = {}): Promise<RateLimitPermit> {
    const { signal, priority = 0, ticket = this.#tickets++, maxQueue = Number.POSITIVE_INFINITY } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#isClosed) return Promise.reject(unavailable(this.#failure?.cause));
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
    this.#hold(milliseconds, "pause");
  }

  restrict(policy: RateLimitPolicy): void {
    this.#policy = {
      requests: Math.min(this.#policy.requests, policy.requests),
      perSeconds: Math.max(this.#policy.perSeconds, policy.perSeconds),
      recoverySeconds: Math.max(this.#policy.recoverySeconds, policy.recoverySeconds),
    };
    this.#fallback.restrict(policy);
  }

  /** Slots that cool or are free are those of all processes, as Redis told last; the rest is this process's. */
  state(): RateLimitState {
    const { requests } = this.#policy;
    const alone = this.#failure === undefined ? undefined : this.#fallback.state();
    const { limit, cooling, free } = this.#seen ?? { limit: requests, cooling: 0, free: requests };
    return {
      policy: this.#policy,
      limit: alone?.limit ?? Math.min(limit, requests),
      queued: this.#queue.size,
      inFlight: this.#inFlight,
      cooling: alone?.cooling ?? cooling,
      available: alone?.available ?? free,
      pausedFor: Math.max(0, this.#pausedUntil - this.#now, alone?.pausedFor ?? 0),
    };
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  get #window(): number {
    return this.#policy.perSeconds * 1000;
  }

  get #wanted(): number {
    return Math.max(0, this.#queue.size - this.#stock.size);
  }

  /** Whether nothing may be sent since Redis is away. */
  get #isClosed(): boolean {
    const { whenUnreachable } = this.#options;
    return whenUnreachable === "closed" && this.#failure !== undefined && this.#now < this.#failure.retryAt;
  }

  #permit(ticket: number, inner: RateLimitPermit | undefined): RateLimitPermit {
    const { floor } = this.#options;
    // A permit of the process's own limiter tells the floor by itself.
    const trip = inner === undefined ? floor.send(this.#now) : undefined;
    this.#inFlight++;
    let isOpen = true;
    const close = (settle: (now: number) => void): void => {
      if (!isOpen) return;
      isOpen = false;
      this.#inFlight--;
      settle(this.#now);
      this.#plan();
    };
    return {
      ticket,
      answered: () =>
        close((now) => {
          trip?.answered(now);
          inner?.answered();
          this.#stock.cool({ answeredAt: now, floor: floor.milliseconds });
        }),
      refused: (pause) =>
        close(() => {
          trip?.ended();
          floor.forget();
          inner?.refused(pause);
          this.#hold(pause, "refusal");
        }),
      lost: () =>
        close((now) => {
          trip?.ended();
          inner?.lost();
          const { milliseconds } = floor;
          this.#stock.cool({ answeredAt: now + milliseconds, floor: milliseconds });
        }),
      unused: () =>
        close((now) => {
          trip?.ended();
          inner?.unused();
          this.#stock.giveBack(now, this.#window, floor.milliseconds);
        }),
    };
  }

  #hold(milliseconds: number, news: "pause" | "refusal"): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now + milliseconds);
    if (news === "refusal" || this.#news === "none") this.#news = news;
    this.#plan();
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
    const now = this.#now;
    this.#stock.expire(now, now - this.#answeredAt > this.#lease / 2, this.#window);
    this.#serve(now);
    if (!this.#isCalling && this.#nextCall() <= now) void this.#call();
    this.#fallback.want(
      this.#failure !== undefined && this.#options.whenUnreachable === "open" ? this.#queue.size : 0,
    );
    this.#schedule();
  }

  /** Lets those start that have a slot, and gives back what nobody wants any more. */
  #serve(now: number): void {
    this.#stock.returnSurplus(this.#queue.size, this.#window, this.#options.floor.milliseconds);
    if (now < this.#pausedUntil) return;
    while (this.#stock.takeDue(now)) this.#start(undefined);
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

  async #call(): Promise<void> {
    const { floor } = this.#options;
    const news = this.#news;
    const cooling = this.#stock.takeCooling();
    const wanted = this.#wanted;
    this.#isCalling = true;
    this.#calledAt = this.#now;
    this.#news = "none";
    try {
      const grant = await this.#shared.exchange({
        policy: this.#policy,
        floor: floor.milliseconds,
        held: this.#inFlight + this.#stock.size,
        wanted,
        pause: news === "none" ? 0 : Math.max(0, this.#pausedUntil - this.#now),
        isRefused: news === "refusal",
        cooling,
      });
      this.#answeredAt = this.#now;
      this.#seen = grant;
      this.#pausedUntil = Math.max(this.#pausedUntil, grant.pausedUntil);
      this.#stock.add(grant.slots);
      // A wish that was met is followed by the next one at once; another waits, for there was nothing.
      this.#nextChance = grant.slots.length < wanted ? grant.nextChance : Number.NEGATIVE_INFINITY;
      this.#isBack();
    } catch (cause) {
      for (const slot of cooling) this.#stock.cool(slot);
      if (this.#news === "none") this.#news = news;
      this.#isAway(cause);
    }
    this.#isCalling = false;
    this.#proceed();
  }

  #isBack(): void {
    if (this.#failure === undefined) return;
    this.#failure = undefined;
    this.#options.logger.warn("rate limit: Redis answers again; the limit is shared again");
  }

  #isAway(cause: unknown): void {
    const { logger, whenUnreachable } = this.#options;
    if (this.#failure === undefined) {
      const consequence = whenUnreachable === "open" ? "this process goes on alone" : "calls are rejected";
      logger.warn(`rate limit: Redis cannot be used, ${consequence} (${messageOf(cause)})`);
    }
    this.#failure = { cause, retryAt: this.#now + RETRY };
    if (whenUnreachable === "open") return;
    while (this.#queue.size > 0) this.#queue.shift()?.settle(unavailable(cause));
  }

  /** When Redis is to be called next; Infinity while nothing happens. */
  #nextCall(): number {
    const isWaiting = this.#queue.size > 0 || this.#stock.size > 0;
    const { reportedFrom } = this.#stock;
    if (this.#failure !== undefined) {
      const isNeeded = isWaiting || this.#inFlight > 0;
      return isNeeded ? this.#failure.retryAt : Number.POSITIVE_INFINITY;
    }
    if (this.#news !== "none") return Number.NEGATIVE_INFINITY;
    const rest = Math.max(0, this.#window - this.#options.floor.milliseconds);
    const report = reportedFrom + Math.min(LONGEST_REPORT, this.#window / 20, rest / 4);
    const turn = this.#wanted > 0 ? this.#nextChance : Number.POSITIVE_INFINITY;
    const interval = Math.max(this.#window / 100, Math.min(this.#window / 4, rest / 2));
    const look = isWaiting ? this.#calledAt + interval : Number.POSITIVE_INFINITY;
    const isHolding = isWaiting || this.#inFlight > 0;
    const renewal = isHolding ? this.#calledAt + this.#lease / 3 : Number.POSITIVE_INFINITY;
    return Math.min(report, turn, look, renewal);
  }

  /** Sets the timer for the next moment at which there is something to do. */
  #schedule(): void {
    const now = this.#now;
    const slot = Math.max(this.#stock.nextDue, this.#pausedUntil);
    const at = Math.min(slot, this.#isCalling ? Number.POSITIVE_INFINITY : this.#nextCall());
    if (at === this.#timer?.at) return;
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer.handle);
    this.#timer = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const fire = (): void => {
      this.#timer = undefined;
      this.#proceed();
    };
    this.#timer = { handle: this.#options.clock.setTimeout(fire, Math.max(1, Math.ceil(at - now))), at };
  }
}

/** Milliseconds after its last word when what a process held is free again: far more than a request is on its way. */
const LEASE = 10_000;

/** Milliseconds after which a Redis that could not be used is tried again. */
const RETRY = 1_000;

/** Milliseconds that an answer waits at most for others, so that Redis is told of all of them in one call. */
const LONGEST_REPORT = 50;

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
