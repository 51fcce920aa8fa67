import type { Clock } from "../platform/index.js";
import { AdaptiveLimit } from "./adaptive-limit.js";
import { BaseRateLimiter } from "./base-rate-limiter.js";
import { CoolingSlots } from "./cooling-slots.js";
import { defaultFloor, NO_TRIP } from "./default-floor.js";
import { lateArrivalOf } from "./late-arrival.js";
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

/** How a limiter is made. */
export interface SlotRateLimiterOptions {
  readonly policy: RateLimitPolicy;
  readonly clock: Clock;
  /** Whether processes that are not known use the limit, too: then it begins with a part of it. Default: false. */
  readonly isShared?: boolean | undefined;
  /**
   * What is known of the shortest round trip. Default: it is learned. One that is always 0 makes the limit hold whatever
   * the network does, at the price of a round trip in each window.
   */
  readonly floor?: RoundTripFloor | undefined;
  /** What was before, when the limit was shared in another way. Default: nothing. */
  readonly past?: LimiterPast | undefined;
}

/**
 * Keeps a limit as the server sees it. Each request takes one of `requests` slots, which is free for another one a
 * window after the answer came, less the time that a request and an answer are at least on their ways: so two requests of one slot
 * never reach the server within a window. `docs/rate-limit.md` has the whole argument.
 *
 * After a refusal nothing is sent for a while, and then less, since others seem to use the limit, too.
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
  /** What measured the shortest round trip. */
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

  /** Milliseconds after an answer when its slot is free. */
  get #coolingTime(): number {
    return Math.max(0, this.#window - this.#floor.milliseconds);
  }

  /** How many requests may be sent now. */
  #available(): number {
    const now = this.#clock.now();
    this.#cooling.free(now - this.#coolingTime);
    if (now < this.#pausedUntil) return 0;
    return Math.max(0, this.#limitAt(now) - this.#inFlight - this.#cooling.size);
  }

  /** How many requests a window may have now. */
  #limitAt(now: number): number {
    return Math.min(this.#adaptive.at(now), this.#share?.at(now) ?? Infinity);
  }

  /** Takes a slot. */
  #permit(ticket: number): RateLimitPermit {
    const now = this.#clock.now();
    const { source } = this.#clock;
    // A round trip that fake timers measured tells nothing about the network.
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
    // It may still arrive. There is no way back then, so the whole window counts from its arrival.
    if (outcome === "lost") this.#cooling.add(now + lateArrivalOf(this.#floor) + this.#floor.milliseconds);
    if (outcome === "refused") {
      this.#floor.forget();
      this.pause(this.#adaptive.refused(now, this.#cooling.size + this.#inFlight, pause));
    }
    this.#turns.changed();
  };

  /** The first moment at which one with so many before it may have a slot; Infinity while that depends on responses to come. */
  #nextChance(before: number): number {
    const now = this.#clock.now();
    const missing = this.#inFlight + this.#cooling.size - this.#limitAt(now) + before;
    const answer = missing < 0 ? -Infinity : this.#cooling.at(missing);
    const growth = Math.min(this.#adaptive.nextChange, this.#share?.nextChange(now) ?? Infinity);
    return Math.max(Math.min(answer + this.#coolingTime, growth), this.#pausedUntil);
  }
}
