import {
  type PermitWaiter,
  type RateLimitPermit,
  type RateLimitState,
  type RoundTrip,
  WaitingQueue,
} from "@copilot-sdk/runtime";
import { BaseRateLimiter, type LimiterPast, StartingShare } from "@copilot-sdk/runtime/limiter-kit";
import { RateLimiterUnavailableError } from "./errors.js";
import { FallbackPermits } from "./fallback-permits.js";
import { RecentSlots } from "./recent-slots.js";
import { type Outcome, SharedPermit } from "./shared-permit.js";
import { SlotSupply, type SlotSupplyOptions } from "./slot-supply.js";

/**
 * One process's part of a limit that is kept in Redis. Calls wait here, in their order, for slots that Redis grants, or
 * while Redis is away for permits of this process alone.
 */
export class RedisRateLimiter extends BaseRateLimiter {
  readonly #options: SlotSupplyOptions;
  readonly #queue: WaitingQueue<PermitWaiter> = new WaitingQueue();
  readonly #supply: SlotSupply;
  readonly #fallback: FallbackPermits;
  /** Requests without a response, each with its round trip where that is measured here. */
  readonly #inFlight: Map<SharedPermit, RoundTrip | undefined> = new Map();
  readonly #recent = new RecentSlots();
  #warnedAt = Number.NEGATIVE_INFINITY;
  #isPlanned = false;

  constructor(options: SlotSupplyOptions) {
    super(options.policy);
    this.#options = options;
    this.#supply = new SlotSupply(options, {
      changed: () => this.#proceed(),
      away: (cause, since) => this.#isAway(cause, since),
      back: () => options.logger.warn("rate limit: Redis can be used again, the limit is shared again"),
    });
    this.#fallback = new FallbackPermits(options.fallback, (permit) => this.#serveByFallback(permit));
  }

  leave(waiter: PermitWaiter): void {
    this.#queue.remove(waiter);
    this.#plan();
  }

  pause(milliseconds: number): void {
    this.#supply.pause(milliseconds, "pause");
    this.#plan();
  }

  /** Slots that cool or are free are those of all processes, as Redis last reported; the rest is this process's. */
  state(): RateLimitState {
    const { requests } = this.policy;
    const { isAlone, lastGrant, pausedUntil } = this.#supply;
    const alone = isAlone ? this.#fallback.state() : undefined;
    const { limit, cooling, free } = lastGrant ?? { limit: requests, cooling: 0, free: requests };
    return {
      policy: this.policy,
      limit: alone?.limit ?? Math.min(limit, requests),
      queued: this.#queue.size,
      inFlight: this.#inFlight.size,
      cooling: alone?.cooling ?? cooling,
      available: alone?.available ?? free,
      pausedFor: Math.max(0, pausedUntil - this.#options.clock.now(), alone?.pausedFor ?? 0),
    };
  }

  protected mustRefuse(maxQueue: number): boolean {
    // Those for whom there is a slot wait only until Redis has granted it.
    return this.#queue.size >= maxQueue + this.state().available;
  }

  protected admit(waiter: PermitWaiter): void {
    if (this.#isClosed) {
      waiter.refuse(unavailable(this.#supply.outage?.cause));
    } else {
      this.#queue.add(waiter);
      this.#plan();
    }
  }

  protected policyChanged(): void {
    this.#supply.restrict(this.policy);
    this.#fallback.restrict(this.policy);
  }

  /** Whether nothing may be sent since Redis is away. */
  get #isClosed(): boolean {
    const { clock, whenUnreachable } = this.#options;
    const { outage } = this.#supply;
    return whenUnreachable === "closed" && outage !== undefined && clock.now() < outage.retryAt;
  }

  readonly #settle = (permit: SharedPermit, outcome: Outcome, pause: number): void => {
    const { clock, floor } = this.#options;
    const now = clock.now();
    const trip = this.#inFlight.get(permit);
    this.#inFlight.delete(permit);
    if (outcome === "answered") trip?.answered(now);
    else trip?.ended();
    if (outcome === "answered") this.#cool(now);
    else if (outcome === "unused") this.#supply.giveBack();
    // It may still arrive. There is no way back then, so the whole window counts from its arrival.
    else if (outcome === "lost") this.#cool(now + (floor.lateArrival ?? LATE_ARRIVAL) + floor.milliseconds);
    if (outcome === "refused") {
      floor.forget();
      this.#supply.pause(pause, "refusal");
    }
    this.#plan();
  };

  #cool(moment: number): void {
    this.#recent.add(moment, this.#window);
    this.#supply.cool(moment);
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
    this.#supply.attend({ waiting: this.#queue.size, inFlight: this.#inFlight.size });
    const isAlone = this.#supply.isAlone && this.#options.whenUnreachable === "open";
    this.#fallback.want(isAlone ? this.#queue.size : 0);
  }

  #serveByFallback(permit: RateLimitPermit): void {
    if (this.#queue.size === 0) permit.unused();
    else this.#start(permit);
    this.#plan();
  }

  /** Lets the first in the queue start: by a slot of Redis, or by a permit of this process alone, which measures its round trip. */
  #start(own: RateLimitPermit | undefined): void {
    const first = this.#queue.shift();
    if (first === undefined) return;
    const { clock, floor } = this.#options;
    const permit = new SharedPermit(first.ticket, this.#settle);
    permit.own = own;
    this.#inFlight.set(permit, own === undefined ? floor.send(clock.now()) : undefined);
    first.grant(permit);
  }

  #isAway(cause: unknown, since: "now" | "before"): void {
    const { whenUnreachable } = this.#options;
    this.#warn(cause, since);
    if (whenUnreachable === "closed") {
      while (this.#queue.size > 0) this.#queue.shift()?.refuse(unavailable(cause));
    } else if (since === "now") {
      this.#goOnAlone();
    }
  }

  /** Warns when Redis cannot be used any more, and each minute while it cannot be used. */
  #warn(cause: unknown, since: "now" | "before"): void {
    const { clock, logger, whenUnreachable } = this.#options;
    const now = clock.now();
    if (since === "before" && now - this.#warnedAt < WARN_AGAIN) return;
    this.#warnedAt = now;
    const cannot = since === "now" ? "cannot" : "still cannot";
    const consequence = whenUnreachable === "open" ? "this process goes on alone" : "calls are rejected";
    logger.warn(`rate limit: Redis ${cannot} be used, ${consequence} (${messageOf(cause)})`);
  }

  /** Begins a limit of this process alone, with the slots that its requests of the last window have taken. */
  #goOnAlone(): void {
    // Slots that were granted and not used are not counted on.
    this.#supply.keep(0);
    this.#fallback.begin(this.#past());
    for (const permit of this.#inFlight.keys()) permit.own = this.#fallback.occupy(permit.ticket);
  }

  /** What is known of the limit until now. One that has never heard of Redis may be one of several that begin together. */
  #past(): LimiterPast {
    const { limit, sharers } = this.#supply.lastGrant ?? {
      limit: this.policy.requests,
      sharers: UNKNOWN_SHARERS,
    };
    const { clock } = this.#options;
    const now = clock.now();
    const requests = Math.max(1, Math.floor(limit / sharers));
    const share = new StartingShare({ requests, window: this.#window, clock });
    const cooling = this.#recent.since(now - this.#window);
    if (this.#supply.lastGrant === undefined) return { share, cooling };
    // In the first window others may still need what they had in the last one: no more is sent than then.
    const unused = Math.max(0, requests - cooling.length - this.#inFlight.size);
    return { share, cooling: [...cooling, ...Array.from({ length: unused }, () => now)] };
  }

  get #window(): number {
    return this.policy.perSeconds * 1000;
  }
}

/** How many processes are assumed to share a limit of which Redis has never been heard. */
const UNKNOWN_SHARERS = 4;

/** How long after it was given up a request may still reach the API where nothing is known of the way, in milliseconds. */
const LATE_ARRIVAL = 1_000;

/** Milliseconds after which it is said again that Redis cannot be used. */
const WARN_AGAIN = 60_000;

function unavailable(cause: unknown): RateLimiterUnavailableError {
  const message = `nothing was sent, for the Redis that shares the rate limit cannot be used: ${messageOf(cause)}`;
  return new RateLimiterUnavailableError(message, { cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
