import { AdaptiveLimit } from "./adaptive-limit.js";
import type { Clock } from "./clock.js";
import { QueueFullError } from "./errors.js";
import { LearnedFloor, type RoundTripFloor } from "./round-trip-floor.js";
import { type Waiter, WaitingQueue } from "./waiting-queue.js";

/** How many requests may be sent in how many seconds, and how long to wait after one more. */
export interface RateLimitPolicy {
  /** Requests in any `perSeconds` seconds. */
  readonly requests: number;
  /** Length of the window, in seconds. */
  readonly perSeconds: number;
  /** How long the server refuses requests once one was too many, in seconds. */
  readonly recoverySeconds: number;
}

/** What a rate limiter is doing. */
export interface RateLimitState {
  /** The limit that is held. */
  readonly policy: RateLimitPolicy;
  /** Requests in a window that are sent at most now: less than the policy's where others seem to use the limit, too. */
  readonly limit: number;
  /** Requests that wait for their turn. */
  readonly queued: number;
  /** Requests that were sent and have no answer yet. */
  readonly inFlight: number;
  /** Slots whose answer came not long enough ago to use them again. */
  readonly cooling: number;
  /** Requests that could be sent now. */
  readonly available: number;
  /** Milliseconds for which nothing is sent, because the server refused a request. */
  readonly pausedFor: number;
}

/** What a request asks of the limiter. */
export interface AcquireOptions {
  /** Who goes first: the higher one. Default: 0. */
  readonly priority?: number | undefined;
  /** Leaves the queue at once when it fires; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** The place of an earlier permit, kept by a request that is sent again. */
  readonly ticket?: number | undefined;
  /** How many may wait already; with more the promise is rejected with a `QueueFullError`. Default: no bound. */
  readonly maxQueue?: number | undefined;
}

/**
 * The right to send one request. Whoever has it must tell what became of the request, by one of its methods; calling
 * more, or again, does nothing.
 */
export interface RateLimitPermit {
  /** The request's place in the order of arrival. */
  readonly ticket: number;
  /** The server took the request and answered. */
  answered(): void;
  /** The server refused the request for the rate limit: nobody who shares it sends anything for so many milliseconds. */
  refused(pause: number): void;
  /** No answer came, or none will: the request may or may not have reached the server. */
  lost(): void;
  /** Nothing was sent: the slot is free again at once. */
  unused(): void;
}

/** Holds a rate limit for all that share it. */
export interface RateLimiter {
  /** Waits for the right to send one request: first come, first served within a priority. */
  acquire(options?: AcquireOptions): Promise<RateLimitPermit>;
  /** Lets nothing start for so many milliseconds. A longer pause that already holds is left alone. */
  pause(milliseconds: number): void;
  /** Holds another policy too: from now on the limit is at least as strict as both. */
  restrict(policy: RateLimitPolicy): void;
  /** What the limiter is doing now. */
  state(): RateLimitState;
}

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
export class SlotRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #queue: WaitingQueue<WaitingRequest> = new WaitingQueue();
  readonly #floor: RoundTripFloor;
  readonly #adaptive: AdaptiveLimit;
  #policy: RateLimitPolicy;
  #inFlight = 0;
  /** When the answers came whose slots are not free yet, earliest first. */
  #cooling: number[] = [];
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #tickets = 0;
  #timer: { readonly handle: unknown; readonly at: number } | undefined;

  constructor({ policy, clock, isShared = false, floor = new LearnedFloor() }: SlotRateLimiterOptions) {
    this.#policy = policy;
    this.#clock = clock;
    this.#floor = floor;
    this.#adaptive = new AdaptiveLimit({
      most: policy.requests,
      window: policy.perSeconds * 1000,
      isShared,
      random: () => clock.random(),
    });
  }

  acquire(options: AcquireOptions = {}): Promise<RateLimitPermit> {
    const { signal, priority = 0, ticket = this.#tickets++, maxQueue = Number.POSITIVE_INFINITY } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#queue.size === 0 && this.#available() > 0) return Promise.resolve(this.#permit(ticket));
    if (this.#queue.size >= maxQueue) return Promise.reject(queueFull(maxQueue));
    // Very many may wait: one without a signal holds little more than its promise.
    const waiting = new Promise<RateLimitPermit>((resolve, reject) => {
      const waiter = new WaitingRequest(priority, ticket, resolve);
      this.#queue.add(waiter);
      if (signal !== undefined) this.#watch(signal, waiter, reject);
    });
    this.#serve();
    return waiting;
  }

  /** Lets one who waits leave the queue when its signal fires. */
  #watch(signal: AbortSignal, waiter: WaitingRequest, reject: (reason: unknown) => void): void {
    const leave = (): void => {
      this.#queue.remove(waiter);
      this.#schedule();
      reject(signal.reason);
    };
    waiter.forgetSignal = () => signal.removeEventListener("abort", leave);
    signal.addEventListener("abort", leave);
  }

  pause(milliseconds: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + milliseconds);
    this.#schedule();
  }

  restrict(policy: RateLimitPolicy): void {
    this.#policy = {
      requests: Math.min(this.#policy.requests, policy.requests),
      perSeconds: Math.max(this.#policy.perSeconds, policy.perSeconds),
      recoverySeconds: Math.max(this.#policy.recoverySeconds, policy.recoverySeconds),
    };
    this.#adaptive.restrict(this.#policy.requests, this.#window);
    this.#schedule();
  }

  state(): RateLimitState {
    const available = this.#available();
    return {
      policy: this.#policy,
      limit: this.#adaptive.at(this.#clock.now()),
      queued: this.#queue.size,
      inFlight: this.#inFlight,
      cooling: this.#cooling.length,
      available,
      pausedFor: Math.max(0, this.#pausedUntil - this.#clock.now()),
    };
  }

  get #window(): number {
    return this.#policy.perSeconds * 1000;
  }

  /** Takes a slot. */
  #permit(ticket: number): RateLimitPermit {
    const sentAt = this.#clock.now();
    const trip = this.#floor.send(sentAt);
    this.#inFlight++;
    this.#adaptive.sent(sentAt);
    let isOpen = true;
    const close = (settle: (now: number) => void): void => {
      if (!isOpen) return;
      isOpen = false;
      this.#inFlight--;
      settle(this.#clock.now());
      this.#serve();
    };
    return {
      ticket,
      answered: () =>
        close((now) => {
          trip.answered(now);
          this.#cooling.push(now);
        }),
      refused: (pause) =>
        close((now) => {
          trip.ended();
          this.#floor.forget();
          this.#adaptive.refused(now, this.#cooling.length + this.#inFlight, pause);
          this.pause(pause);
        }),
      lost: () =>
        close((now) => {
          trip.ended();
          this.#coolFrom(now + this.#floor.milliseconds);
        }),
      unused: () => close(() => trip.ended()),
    };
  }

  /** Keeps a slot as if its answer came at that moment, which may be later than others that come yet. */
  #coolFrom(moment: number): void {
    const later = this.#cooling.findIndex((other) => other > moment);
    this.#cooling.splice(later === -1 ? this.#cooling.length : later, 0, moment);
  }

  /** Milliseconds after an answer when its slot is free. */
  get #coolingTime(): number {
    return Math.max(0, this.#window - this.#floor.milliseconds);
  }

  /** How many requests may be sent now. */
  #available(): number {
    const now = this.#clock.now();
    const freed = now - this.#coolingTime;
    while ((this.#cooling[0] ?? Number.POSITIVE_INFINITY) <= freed) this.#cooling.shift();
    if (now < this.#pausedUntil) return 0;
    return Math.max(0, this.#adaptive.at(now) - this.#inFlight - this.#cooling.length);
  }

  /** Lets as many start as may, then waits for the next slot. */
  #serve(): void {
    for (let free = this.#available(); free > 0 && this.#queue.size > 0; free--) {
      const waiter = this.#queue.shift();
      waiter?.forgetSignal?.();
      waiter?.grant(this.#permit(waiter.ticket));
    }
    this.#schedule();
  }

  /** Sets the timer for the moment when the next request may be sent; without one waiting there is no timer. */
  #schedule(): void {
    const at = this.#queue.size === 0 ? undefined : this.#nextChance();
    if (at === this.#timer?.at) return;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer.handle);
    this.#timer = undefined;
    if (at === undefined) return;
    const handle = this.#clock.setTimeout(
      () => {
        this.#timer = undefined;
        this.#serve();
      },
      // Timers may fire early by a part of a millisecond.
      Math.max(1, Math.ceil(at - this.#clock.now())),
    );
    this.#timer = { handle, at };
  }

  /** The next moment at which a slot may be free; undefined while that depends on answers to come. */
  #nextChance(): number | undefined {
    const now = this.#clock.now();
    const missing = this.#inFlight + this.#cooling.length - this.#adaptive.at(now);
    const answer =
      missing < 0 ? Number.NEGATIVE_INFINITY : (this.#cooling[missing] ?? Number.POSITIVE_INFINITY);
    const next = Math.max(Math.min(answer + this.#coolingTime, this.#adaptive.nextChange), this.#pausedUntil);
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }
}

/** A request that waits for its permit. */
class WaitingRequest implements Waiter {
  readonly priority: number;
  readonly ticket: number;
  readonly grant: (permit: RateLimitPermit) => void;
  forgetSignal: (() => void) | undefined;
  index = -1;

  constructor(priority: number, ticket: number, grant: (permit: RateLimitPermit) => void) {
    this.priority = priority;
    this.ticket = ticket;
    this.grant = grant;
  }
}

function queueFull(maxQueue: number): QueueFullError {
  return new QueueFullError(
    `${maxQueue} requests wait for the rate limit already; rateLimit.maxQueue allows no more`,
  );
}
