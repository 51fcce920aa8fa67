import type { RateLimiterContext, RateLimitPolicy } from "@copilot-sdk/runtime";
import { Alarm } from "@copilot-sdk/runtime/limiter-kit";
import { CallSchedule } from "./call-schedule.js";
import type { RunScript } from "./redis-client.js";
import { type Grant, SharedSlots } from "./shared-slots.js";
import { SlotStock } from "./slot-stock.js";

/** How slots are fetched. Times are milliseconds. */
export interface SlotSupplyOptions extends RateLimiterContext {
  readonly run: RunScript;
  /** Where the budget is kept. */
  readonly key: string;
  /** How long Redis may take to answer. */
  readonly timeout: number;
  /** Whether calls go on without Redis while it cannot be used. */
  readonly whenUnreachable: "open" | "closed";
  /** How long after its last word to Redis a process keeps its slots. Default: 10 s. */
  readonly lease?: number | undefined;
}

/** What slots are needed for. */
export interface Demand {
  /** Calls that wait for a slot. */
  readonly waiting: number;
  /** Requests that were sent and have no answer yet. */
  readonly inFlight: number;
}

/** A Redis that cannot be used. */
export interface Outage {
  readonly cause: unknown;
  /** When it is tried again. */
  readonly retryAt: number;
}

/** What a supply tells whoever uses it. */
export interface SupplyEvents {
  /** There may be something to do: slots came or are due now, or it is time to call Redis. */
  changed(): void;
  /** Redis cannot be used, since now or still. It is called after each attempt. */
  away(cause: unknown, since: "now" | "before"): void;
  /** Redis can be used again. */
  back(): void;
}

/** The slots of one process: fetched from Redis for calls that wait, given back when answers come. One call is on its way at most. */
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
  /** Whether the others do not know of the pause yet, and whether it is for a refusal. */
  #news: "none" | "pause" | "refusal" = "none";
  #isCalling = false;
  #answeredAt = Number.NEGATIVE_INFINITY;
  /** Calls in a row that failed. */
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

  /** Why Redis cannot be used; undefined: it can be. */
  get outage(): Outage | undefined {
    return this.#outage;
  }

  /**
   * Whether this process has to go on without Redis. After an outage it may have had nothing to send for long: then Redis is
   * asked first.
   */
  get isAlone(): boolean {
    return this.#outage !== undefined && this.#now < this.#outage.retryAt + 2 * this.#options.timeout;
  }

  /** What Redis told last; undefined: nothing yet. */
  get lastGrant(): Grant | undefined {
    return this.#lastGrant;
  }

  /** Until when nobody may send anything. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** The policy that all processes hold from now on. */
  restrict(policy: RateLimitPolicy): void {
    this.#policy = policy;
  }

  /** Lets nobody send anything for so many milliseconds. */
  pause(milliseconds: number, news: "pause" | "refusal"): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#now + milliseconds);
    if (news === "refusal" || this.#news === "none") this.#news = news;
  }

  /** Keeps slots that may still be used, for so many calls at most; gives back the others. */
  keep(waiting: number): void {
    const now = this.#now;
    // When Redis was not heard of for long, others may have been granted the slots.
    const isOverdue = now - this.#answeredAt > this.#lease / 2;
    this.#stock.expire(now, this.#window);
    this.#stock.returnSurplus(isOverdue ? 0 : waiting, this.#window, this.#floor);
  }

  /** Takes a slot that may be used now, if there is one. */
  take(): boolean {
    const now = this.#now;
    return now >= this.#pausedUntil && this.#stock.takeDue(now);
  }

  /** Gives back a slot whose answer came, or of which it is known no better than that it came at that moment at the latest. */
  cool(answeredAt: number): void {
    this.#stock.cool({ answeredAt, floor: this.#floor });
  }

  /** Gives back a slot that was not used. */
  giveBack(): void {
    this.#stock.giveBack(this.#now, this.#window, this.#floor);
  }

  /** Calls Redis when it is time, and looks after being called again when there is something to do. */
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

  /** Whether requests were sent without Redis since it was heard of last. */
  get #wentAlone(): boolean {
    return this.#outage !== undefined && this.#options.whenUnreachable === "open";
  }

  /** How many slots are wanted beyond those that were granted. */
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
    // A wish that was met is followed by the next one at once; another waits, for there was nothing.
    this.#schedule.answered(grant.slots.length < wanted ? grant.nextChance : Number.NEGATIVE_INFINITY);
    if (wasAway) this.#events.back();
  }

  #fail(cause: unknown): void {
    this.#failures++;
    // One answer may get lost. Redis is asked again at once, before this process goes on without it.
    if (this.#failures === 1) return;
    const since = this.#outage === undefined ? "now" : "before";
    this.#outage = { cause, retryAt: this.#now + RETRY };
    this.#events.away(cause, since);
  }
}

/** Milliseconds after its last word when what a process held is free again: far more than a request is on its way. */
const LEASE = 10_000;

/** Milliseconds after which a Redis that could not be used is tried again. */
const RETRY = 1_000;
