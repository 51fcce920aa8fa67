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
 * The part of one process in a limit that is kept in Redis. Calls wait here, in order, for slots that Redis grants, or during an
 * outage for permits of this process alone.
 */
export class RedisRateLimiter extends BaseRateLimiter {
  readonly #options: SlotSupplyOptions;
  readonly #queue: WaitingQueue<PermitWaiter> = new WaitingQueue();
  readonly #supply: SlotSupply;
  readonly #fallback: FallbackPermits;
  /** Requests without a response, each with its round trip if it is measured here. */
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
      back: () => options.logger.warn("rate limit: Redis is available again, and the limit is shared again"),
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

  /** Cooling and available slots are those of all processes, as last reported by Redis; everything else is of this process. */
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
    // Calls for which there is a slot wait only until Redis has granted it.
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

  /** Whether nothing may be sent because Redis is unavailable. */
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
    // The request may still arrive. There is no response then, so the whole window counts from its arrival.
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

  /** Schedules the next step in a microtask, so that calls that start together result in one call to Redis. */
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

  /** Starts the first call in the queue, with a slot of Redis or with a permit of this process alone, which measures its round trip. */
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

  /** Warns when Redis becomes unavailable, and every minute during the outage. */
  #warn(cause: unknown, since: "now" | "before"): void {
    const { clock, logger, whenUnreachable } = this.#options;
    const now = clock.now();
    if (since === "before" && now - this.#warnedAt < WARN_AGAIN) return;
    this.#warnedAt = now;
    const state = since === "now" ? "unavailable" : "still unavailable";
    const consequence = whenUnreachable === "open" ? "this process continues alone" : "calls are rejected";
    logger.warn(`rate limit: Redis is ${state}, ${consequence} (${messageOf(cause)})`);
  }

  /** Starts a limit for this process alone, with the slots that its requests of the last window have taken. */
  #goOnAlone(): void {
    // Granted but unused slots are not relied on.
    this.#supply.keep(0);
    this.#fallback.begin(this.#past());
    for (const permit of this.#inFlight.keys()) permit.own = this.#fallback.occupy(permit.ticket);
  }

  /** The state of the limit so far. A process that has never reached Redis may be one of several that start together. */
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
    // In the first window, others may still need the slots that they had in the last one, so no more is sent than then.
    const unused = Math.max(0, requests - cooling.length - this.#inFlight.size);
    return { share, cooling: [...cooling, ...Array.from({ length: unused }, () => now)] };
  }

  get #window(): number {
    return this.policy.perSeconds * 1000;
  }
}

/** Assumed number of processes that share a limit while Redis has never been reached. */
const UNKNOWN_SHARERS = 4;

/** How long after it was aborted a request may still reach the API while no round trips are known, in ms. */
const LATE_ARRIVAL = 1_000;

/** Interval between two warnings about an outage, in ms. */
const WARN_AGAIN = 60_000;

function unavailable(cause: unknown): RateLimiterUnavailableError {
  const message = `nothing was sent, because the Redis that shares the rate limit is unavailable: ${messageOf(cause)}`;
  return new RateLimiterUnavailableError(message, { cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
