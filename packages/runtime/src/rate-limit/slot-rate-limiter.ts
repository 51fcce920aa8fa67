import type { Clock } from "../platform/index.js";
import { AdaptiveLimit } from "./adaptive-limit.js";
import { BaseRateLimiter } from "./base-rate-limiter.js";
import { CoolingSlots } from "./cooling-slots.js";
import { defaultFloor, NO_TRIP } from "./default-floor.js";
import { LATE_ARRIVAL } from "./late-arrival.js";
import type {
  FallbackLimiter,
  LimiterPast,
  PermitWaiter,
  RateLimitPermit,
  RateLimitPolicy,
  RateLimitState,
  ShareOfLimit,
} from "./rate-limiter.js";
import type { RoundTripFloor } from "./round-trip-floor.js";
import { SeparateTurns } from "./separate-turns.js";
import { SharedTurns } from "./shared-turns.js";
import { type Settle, SlotPermit } from "./slot-permit.js";
import type { Slots, Turns } from "./turns.js";

/** Options of a limiter. */
export interface SlotRateLimiterOptions {
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  /**
   * Whether other processes use the limit as well, with which nothing is shared. The limiter then starts with a part of it.
   * Default: false.
   */
  readonly isShared?: boolean | undefined;
  /**
   * The shortest round trip. Default: it is learned. With a floor that is always 0, the limit holds whatever the network does, at
   * the cost of one round trip per window.
   */
  readonly floor?: RoundTripFloor | undefined;
  /** State from before, when the limit was shared in another way. Default: none. */
  readonly past?: LimiterPast | undefined;
}

/**
 * Enforces a limit as the server sees it. Each request takes one of `requests` slots. The slot is free again one window after the
 * response, minus the minimum time that a request and a response spend in transit, so two requests of one slot never reach the
 * server within a window. `docs/rate-limit.md` has the whole argument.
 *
 * After a 429, nothing is sent for a while, and then less than before, because others seem to use the limit as well.
 */
export class SlotRateLimiter extends BaseRateLimiter implements FallbackLimiter {
  readonly #clock: Clock;
  readonly #turns: Turns;
  readonly #cooling = new CoolingSlots();
  readonly #floor: RoundTripFloor;
  readonly #adaptive: AdaptiveLimit;
  readonly #share: ShareOfLimit | undefined;
  #inFlight = 0;
  #pausedUntil = -Infinity;
  /** The clock source that measured the shortest round trip. */
  #source: unknown;

  constructor({ policy, clock, isShared = false, floor, past }: SlotRateLimiterOptions) {
    super(policy);
    this.#clock = clock;
    this.#source = clock.source;
    this.#floor = floor ?? defaultFloor(clock);
    this.#adaptive = new AdaptiveLimit({
      most: policy.requests,
      window: this.#window,
      isShared,
      clock,
    });
    this.#share = past?.share;
    for (const moment of past?.cooling ?? []) this.#cooling.add(moment);
    const slots: Slots = {
      clock,
      available: () => this.#available(),
      take: (ticket) => this.#permit(ticket),
      chance: (before) => this.#nextChance(before),
      pace: () => this.#window / this.#limitAt(clock.now()),
    };
    this.#turns = clock.hasRequestContexts ? new SeparateTurns(slots) : new SharedTurns(slots);
  }

  occupy(ticket: number): RateLimitPermit {
    this.#inFlight++;
    return new SlotPermit(ticket, NO_TRIP, this.#settle);
  }

  leave(waiter: PermitWaiter): void {
    this.#turns.remove(waiter);
  }

  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + milliseconds);
    this.#turns.changed();
  }

  state(): RateLimitState {
    const queued = this.#turns.size;
    const available = this.#available();
    const now = this.#clock.now();
    return {
      policy: this.policy,
      limit: this.#limitAt(now),
      queued,
      inFlight: this.#inFlight,
      cooling: this.#cooling.size,
      available,
      pausedFor: Math.max(0, this.#pausedUntil - now),
    };
  }

  protected mustRefuse(maxQueue: number): boolean {
    return this.#turns.size >= maxQueue && this.#available() <= 0;
  }

  protected admit(waiter: PermitWaiter): void {
    this.#turns.add(waiter);
  }

  protected policyChanged(): void {
    this.#adaptive.restrict(this.policy.requests, this.#window);
    this.#turns.changed();
  }

  get #window(): number {
    return this.policy.perSeconds * 1000;
  }

  /** Time from a response until its slot is free, in ms. */
  get #coolingTime(): number {
    return Math.max(0, this.#window - this.#floor.milliseconds);
  }

  /** Number of requests that may be sent now. */
  #available(): number {
    const now = this.#clock.now();
    this.#cooling.free(now - this.#coolingTime);
    if (now < this.#pausedUntil) return 0;
    return Math.max(0, this.#limitAt(now) - this.#inFlight - this.#cooling.size);
  }

  /** Number of requests allowed in a window now. */
  #limitAt(now: number): number {
    return Math.min(this.#adaptive.at(now), this.#share?.at(now) ?? Infinity);
  }

  /** Takes a slot. */
  #permit(ticket: number): RateLimitPermit {
    const now = this.#clock.now();
    const { source } = this.#clock;
    // A round trip measured with fake timers says nothing about the network.
    if (source !== this.#source) this.#floor.forget();
    this.#source = source;
    this.#inFlight++;
    this.#adaptive.sent(now);
    return new SlotPermit(ticket, this.#floor.send(now), this.#settle);
  }

  readonly #settle: Settle = (trip, outcome, pause) => {
    const now = this.#clock.now();
    this.#inFlight--;
    if (outcome === "answered") {
      trip.answered(now);
      this.#adaptive.answered(now);
      this.#cooling.add(now);
    } else {
      trip.ended();
    }
    // The request may still arrive. There is no response then, so the whole window counts from its arrival.
    const { milliseconds, lateArrival = LATE_ARRIVAL } = this.#floor;
    if (outcome === "lost") this.#cooling.add(now + lateArrival + milliseconds);
    if (outcome === "refused") {
      this.#floor.forget();
      // The server counts the pause from its response, which was in transit since.
      const rest = Math.max(0, pause - (now - (trip.sentAt ?? now)) * TRANSIT);
      this.pause(this.#adaptive.refused(now, this.#cooling.size + this.#inFlight, rest));
    }
    this.#turns.changed();
  };

  /** The earliest moment when a waiter with `before` others ahead of it may get a slot; Infinity while that depends on pending responses. */
  #nextChance(before: number): number {
    const now = this.#clock.now();
    const missing = this.#inFlight + this.#cooling.size - this.#limitAt(now) + before;
    const answer = missing < 0 ? -Infinity : this.#cooling.at(missing);
    const growth = Math.min(this.#adaptive.nextChange, this.#share?.nextChange(now) ?? Infinity);
    return Math.max(Math.min(answer + this.#coolingTime, growth), this.#pausedUntil);
  }
}

/**
 * The part of a round trip that the transit of another request and of this response surely take: opening a connection may have
 * taken two round trips.
 */
const TRANSIT = 1 / 3;
