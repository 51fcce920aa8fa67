import type { RateLimiterContext, RateLimitPolicy } from "@copilot-sdk/runtime";
import { Alarm } from "@copilot-sdk/runtime/limiter-kit";
import { CallSchedule } from "./call-schedule.js";
import type { RunScript } from "./redis-client.js";
import { type Grant, SharedSlots } from "./shared-slots.js";
import { SlotStock } from "./slot-stock.js";

/** Options for fetching slots. Times are in ms. */
export interface SlotSupplyOptions extends RateLimiterContext {
  readonly run: RunScript;
  /** The key of the budget. */
  readonly key: string;
  /** Time limit for a reply of Redis. */
  readonly timeout: number;
  /** Whether calls continue without Redis while it is unavailable. */
  readonly whenUnreachable: "open" | "closed";
  /** How long a process keeps its slots after its last call to Redis. Default: 10 s. */
  readonly lease?: number | undefined;
}

/** The current demand for slots. */
export interface Demand {
  /** Number of calls that wait for a slot. */
  readonly waiting: number;
  /** Number of requests without a response. */
  readonly inFlight: number;
}

/** An outage of Redis. */
export interface Outage {
  readonly cause: unknown;
  /** When it is retried. */
  readonly retryAt: number;
}

/** Events of a supply. */
export interface SupplyEvents {
  /** There may be work to do: slots were granted or are due now, or it is time to call Redis. */
  changed(): void;
  /** Redis is unavailable, from now on or still. Called after each attempt. */
  away(cause: unknown, since: "now" | "before"): void;
  /** Redis is available again. */
  back(): void;
}

/**
 * The slots of one process: fetched from Redis for waiting calls, returned after responses. There is at most one call to Redis at a
 * time.
 */
export class SlotSupply {
  readonly #options: SlotSupplyOptions;
  readonly #events: SupplyEvents;
  readonly #lease: number;
  readonly #shared: SharedSlots;
  readonly #stock = new SlotStock();
  readonly #schedule: CallSchedule;
  readonly #alarm: Alarm;
  #policy: RateLimitPolicy;
  #demand: Demand = { waiting: 0, inFlight: 0 };
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** Whether the pause has not been reported yet, and whether it is because of a 429. */
  #news: "none" | "pause" | "refusal" = "none";
  #isCalling = false;
  #answeredAt = Number.NEGATIVE_INFINITY;
  /** Number of consecutive failed calls. */
  #failures = 0;
  #outage: Outage | undefined;
  #lastGrant: Grant | undefined;

  constructor(options: SlotSupplyOptions, events: SupplyEvents) {
    this.#options = options;
    this.#events = events;
    this.#policy = options.policy;
    this.#lease = options.lease ?? LEASE;
    this.#shared = new SharedSlots({ ...options, lease: this.#lease });
    this.#schedule = new CallSchedule(this.#lease);
    this.#alarm = new Alarm(options.clock, () => events.changed());
  }

  /** The current outage; undefined if Redis is available. */
  get outage(): Outage | undefined {
    return this.#outage;
  }

  /** Whether this process has to continue without Redis. If it had nothing to send for a long time after an outage, Redis is tried first. */
  get isAlone(): boolean {
    return this.#outage !== undefined && this.#now < this.#outage.retryAt + 2 * this.#options.timeout;
  }

  /** The last grant of Redis; undefined if there is none yet. */
  get lastGrant(): Grant | undefined {
    return this.#lastGrant;
  }

  /** End of the pause of all processes. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Sets the policy of all processes from now on. */
  restrict(policy: RateLimitPolicy): void {
    this.#policy = policy;
  }

  /** Pauses all processes for `milliseconds`. */
  pause(milliseconds: number, news: "pause" | "refusal"): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now + milliseconds);
    if (news === "refusal" || this.#news === "none") this.#news = news;
  }

  /** Keeps usable slots for at most `waiting` calls; returns the others. */
  keep(waiting: number): void {
    const now = this.#now;
    // Without a reply of Redis for a long time, the slots may have been granted to others.
    const isOverdue = now - this.#answeredAt > this.#lease / 2;
    this.#stock.expire(now, this.#window);
    this.#stock.returnSurplus(isOverdue ? 0 : waiting, this.#window, this.#floor);
  }

  /** Takes a slot that may be used now, if there is one. */
  take(): boolean {
    const now = this.#now;
    return now >= this.#pausedUntil && this.#stock.takeDue(now);
  }

  /** Returns a slot after its response, or with the latest possible time of its response. */
  cool(answeredAt: number): void {
    this.#stock.cool({ answeredAt, floor: this.#floor });
  }

  /** Returns an unused slot. */
  giveBack(): void {
    this.#stock.giveBack(this.#now, this.#window, this.#floor);
  }

  /** Calls Redis when it is time, and arranges to be called again when there is work to do. */
  attend(demand: Demand): void {
    const now = this.#now;
    this.#demand = demand;
    if (!this.#isCalling && this.#nextCall() <= now) void this.#call();
    const due = Math.max(this.#stock.nextDue, this.#pausedUntil);
    this.#alarm.set(Math.min(due, this.#isCalling ? Number.POSITIVE_INFINITY : this.#nextCall()));
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  get #window(): number {
    return this.#policy.perSeconds * 1000;
  }

  get #floor(): number {
    return this.#options.floor.milliseconds;
  }

  /** Whether requests were sent without Redis since its last reply. */
  get #wentAlone(): boolean {
    return this.#outage !== undefined && this.#options.whenUnreachable === "open";
  }

  /** Number of slots wanted in addition to the granted ones. */
  get #wanted(): number {
    return Math.max(0, this.#demand.waiting - this.#stock.size);
  }

  #nextCall(): number {
    return this.#schedule.next({
      window: this.#window,
      floor: this.#floor,
      isWaiting: this.#demand.waiting > 0 || this.#stock.size > 0,
      isSending: this.#demand.inFlight > 0,
      isWanting: this.#wanted > 0,
      isUrgent: this.#news !== "none" || this.#failures > 0,
      reportedFrom: this.#stock.reportedFrom,
      retryAt: this.#outage?.retryAt,
    });
  }

  async #call(): Promise<void> {
    const news = this.#news;
    const wanted = this.#wanted;
    const cooling = this.#stock.takeCooling();
    this.#news = "none";
    this.#isCalling = true;
    this.#schedule.called(this.#now);
    try {
      const grant = await this.#shared.exchange({
        policy: this.#policy,
        floor: this.#floor,
        held: this.#demand.inFlight + this.#stock.size,
        wanted,
        pause: news === "none" ? 0 : Math.max(0, this.#pausedUntil - this.#now),
        isRefused: news === "refusal",
        rejoining: this.#wentAlone ? 2 * (RETRY + this.#options.timeout) : 0,
        sharers: this.#lastGrant?.sharers ?? 1,
        cooling,
      });
      this.#accept(grant, wanted);
    } catch (cause) {
      for (const slot of cooling) this.#stock.cool(slot);
      if (this.#news === "none") this.#news = news;
      this.#fail(cause);
    }
    this.#isCalling = false;
    this.#events.changed();
  }

  #accept(grant: Grant, wanted: number): void {
    const wasAway = this.#outage !== undefined;
    this.#answeredAt = this.#now;
    this.#lastGrant = grant;
    this.#failures = 0;
    this.#outage = undefined;
    this.#pausedUntil = Math.max(this.#pausedUntil, grant.pausedUntil);
    this.#stock.add(grant.slots);
    // After a fulfilled request, the next one follows immediately; after an unfulfilled one, it waits, because nothing was
    // available.
    this.#schedule.answered(grant.slots.length < wanted ? grant.nextChance : Number.NEGATIVE_INFINITY);
    if (wasAway) this.#events.back();
  }

  #fail(cause: unknown): void {
    this.#failures++;
    // A single lost reply is tolerated: Redis is called again immediately, before this process continues without it.
    if (this.#failures === 1) return;
    const since = this.#outage === undefined ? "now" : "before";
    this.#outage = { cause, retryAt: this.#now + RETRY };
    this.#events.away(cause, since);
  }
}

/** Time after its last call when the slots of a process are free again, in ms: far more than a request takes to arrive. */
const LEASE = 10_000;

/** Delay before an unavailable Redis is retried, in ms. */
const RETRY = 1_000;
