import { QueueFullError } from "../errors/index.js";
import type { Clock } from "../platform/index.js";
import { AdaptiveLimit } from "./adaptive-limit.js";
import { CoolingSlots } from "./cooling-slots.js";
import { lateArrivalOf } from "./late-arrival.js";
import type {
  AcquireOptions,
  CallLimiter,
  PermitWaiter,
  RateLimitPermit,
  RateLimitPolicy,
  RateLimitState,
} from "./rate-limiter.js";
import { LearnedFloor, type RoundTripFloor } from "./round-trip-floor.js";
import { type Settle, SlotPermit } from "./slot-permit.js";
import { WaitingQueue } from "./waiting-queue.js";

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
}

/**
 * Keeps a limit as the server sees it. Each request takes one of `requests` slots, which is free for another one a
 * window after the answer came, less the time that a request and an answer are at least on their ways: so two requests of one slot
 * never reach the server within a window. `docs/rate-limit.md` has the whole argument.
 *
 * After a refusal nothing is sent for a while, and then less, since others seem to use the limit, too.
 */
export class SlotRateLimiter implements CallLimiter {
  readonly #clock: Clock;
  readonly #queue: WaitingQueue<PermitWaiter> = new WaitingQueue();
  readonly #cooling = new CoolingSlots();
  readonly #floor: RoundTripFloor;
  readonly #adaptive: AdaptiveLimit;
  #policy: RateLimitPolicy;
  #inFlight = 0;
  #pausedUntil = -Infinity;
  #tickets = 0;
  #isServing = false;
  #timer: unknown;
  /** When the timer fires; Infinity: there is none. */
  #wakesAt = Infinity;

  constructor({ policy, clock, isShared = false, floor = new LearnedFloor() }: SlotRateLimiterOptions) {
    this.#policy = policy;
    this.#clock = clock;
    this.#floor = floor;
    this.#adaptive = new AdaptiveLimit({
      most: policy.requests,
      window: this.#window,
      isShared,
      clock,
    });
  }

  acquire(options: AcquireOptions = {}): Promise<RateLimitPermit> {
    const { priority = 0, signal, ticket = -1, maxQueue = Infinity } = options;
    return new Promise((resolve, refuse) => {
      signal?.throwIfAborted();
      const leave = (): void => {
        this.leave(waiter);
        refuse(signal?.reason);
      };
      const grant = (permit: RateLimitPermit): void => {
        signal?.removeEventListener("abort", leave);
        resolve(permit);
      };
      const waiter: PermitWaiter = { priority, ticket, index: -1, grant, refuse };
      this.enqueue(waiter, maxQueue);
      if (waiter.index >= 0) signal?.addEventListener("abort", leave);
    });
  }

  enqueue(waiter: PermitWaiter, maxQueue: number): void {
    if (waiter.ticket < 0) waiter.ticket = this.#tickets++;
    if (this.#queue.size >= maxQueue && this.#available() <= 0) {
      waiter.refuse(queueFull(maxQueue));
    } else {
      this.#queue.add(waiter);
      this.#serve();
    }
  }

  leave(waiter: PermitWaiter): void {
    this.#queue.remove(waiter);
    this.#schedule();
  }

  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + milliseconds);
    this.#schedule();
  }

  restrict({ requests, perSeconds, recoverySeconds }: RateLimitPolicy): void {
    this.#policy = {
      requests: Math.min(this.#policy.requests, requests),
      perSeconds: Math.max(this.#policy.perSeconds, perSeconds),
      recoverySeconds: Math.max(this.#policy.recoverySeconds, recoverySeconds),
    };
    this.#adaptive.restrict(this.#policy.requests, this.#window);
    this.#schedule();
  }

  state(): RateLimitState {
    const available = this.#available();
    const now = this.#clock.now();
    return {
      policy: this.#policy,
      limit: this.#adaptive.at(now),
      queued: this.#queue.size,
      inFlight: this.#inFlight,
      cooling: this.#cooling.size,
      available,
      pausedFor: Math.max(0, this.#pausedUntil - now),
    };
  }

  get #window(): number {
    return this.#policy.perSeconds * 1000;
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
    return Math.max(0, this.#adaptive.at(now) - this.#inFlight - this.#cooling.size);
  }

  /** Lets as many start as may, then waits for the next slot. Those who start may give their permits back at once. */
  #serve(): void {
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#queue.size > 0 && this.#available() > 0) {
      const waiter = this.#queue.shift() as PermitWaiter;
      waiter.grant(this.#permit(waiter.ticket));
    }
    this.#isServing = false;
    this.#schedule();
  }

  /** Takes a slot. */
  #permit(ticket: number): RateLimitPermit {
    const now = this.#clock.now();
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
    this.#serve();
  };

  /** Sets the timer for the moment when the next request may be sent; without one waiting there is no timer. */
  #schedule(): void {
    const at = this.#queue.size === 0 ? Infinity : this.#nextChance();
    if (at === this.#wakesAt) return;
    this.#clock.clearTimeout(this.#timer);
    this.#wakesAt = at;
    if (at === Infinity) return;
    const wake = (): void => {
      this.#wakesAt = Infinity;
      this.#serve();
    };
    // Timers may fire early by a part of a millisecond.
    this.#timer = this.#clock.setTimeout(wake, Math.max(1, Math.ceil(at - this.#clock.now())));
  }

  /** The next moment at which a slot may be free; Infinity while that depends on answers to come. */
  #nextChance(): number {
    const missing = this.#inFlight + this.#cooling.size - this.#adaptive.at(this.#clock.now());
    const answer = missing < 0 ? -Infinity : this.#cooling.at(missing);
    return Math.max(Math.min(answer + this.#coolingTime, this.#adaptive.nextChange), this.#pausedUntil);
  }
}

function queueFull(maxQueue: number): QueueFullError {
  return new QueueFullError(
    `${maxQueue} requests wait for the rate limit already; rateLimit.maxQueue allows no more`,
  );
}
