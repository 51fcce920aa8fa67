import type { Clock } from "./clock.js";
import { QueueFullError } from "./errors.js";
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
  /** Requests that wait for their turn. */
  readonly queued: number;
  /** Requests that were sent and have no answer yet. */
  readonly inFlight: number;
  /** Slots whose answer came less than `perSeconds` ago; each becomes free that long after its answer. */
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

/** The right to send one request. One of its methods must be called; calling more, or again, does nothing. */
export interface RateLimitPermit {
  /** The request's place in the order of arrival. */
  readonly ticket: number;
  /** The answer came, or none will: the slot is free again `perSeconds` from now. */
  answered(): void;
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

/**
 * Keeps a limit as the server sees it. A slot is taken when its request is sent and free again `perSeconds` after the
 * answer came. A request reaches the server before its answer reaches us, and the slot's next request is sent later
 * than that by the whole window: two requests of one slot are never in the same window, however long either was on its
 * way, so `requests` slots never give more than `requests` arrivals in any window.
 */
export class SlotRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #queue: WaitingQueue = new WaitingQueue();
  #policy: RateLimitPolicy;
  #inFlight = 0;
  /** When each cooling slot becomes free, earliest first. */
  #cooling: number[] = [];
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #tickets = 0;
  #timer: { readonly handle: unknown; readonly at: number } | undefined;

  constructor(policy: RateLimitPolicy, clock: Clock) {
    this.#policy = policy;
    this.#clock = clock;
  }

  acquire(options: AcquireOptions = {}): Promise<RateLimitPermit> {
    const { signal, priority = 0, ticket = this.#tickets++, maxQueue = Number.POSITIVE_INFINITY } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#queue.size === 0 && this.#available() > 0) return Promise.resolve(this.#permit(ticket));
    if (this.#queue.size >= maxQueue) return Promise.reject(queueFull(maxQueue));
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue.remove(waiter);
        this.#schedule();
        reject(signal?.reason as Error);
      };
      const start = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve(this.#permit(ticket));
      };
      const waiter: Waiter = { priority, ticket, start, index: -1 };
      this.#queue.add(waiter);
      signal?.addEventListener("abort", leave);
      this.#serve();
    });
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
    this.#schedule();
  }

  state(): RateLimitState {
    const available = this.#available();
    return {
      policy: this.#policy,
      queued: this.#queue.size,
      inFlight: this.#inFlight,
      cooling: this.#cooling.length,
      available,
      pausedFor: Math.max(0, this.#pausedUntil - this.#clock.now()),
    };
  }

  /** Takes a slot. */
  #permit(ticket: number): RateLimitPermit {
    this.#inFlight++;
    let open = true;
    const close = (freeAt?: number): void => {
      if (!open) return;
      open = false;
      this.#inFlight--;
      if (freeAt !== undefined) this.#cooling.push(freeAt);
      this.#serve();
    };
    return {
      ticket,
      answered: () => close(this.#clock.now() + this.#policy.perSeconds * 1000),
      unused: () => close(),
    };
  }

  /** How many requests may be sent now. */
  #available(): number {
    const now = this.#clock.now();
    while ((this.#cooling[0] ?? Number.POSITIVE_INFINITY) <= now) this.#cooling.shift();
    if (now < this.#pausedUntil) return 0;
    return Math.max(0, this.#policy.requests - this.#inFlight - this.#cooling.length);
  }

  /** Lets as many start as may, then waits for the next slot. */
  #serve(): void {
    for (let free = this.#available(); free > 0 && this.#queue.size > 0; free--) this.#queue.shift()?.start();
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
    const missing = this.#inFlight + this.#cooling.length - this.#policy.requests;
    const slotFree = missing < 0 ? Number.NEGATIVE_INFINITY : this.#cooling[missing];
    return slotFree === undefined ? undefined : Math.max(slotFree, this.#pausedUntil);
  }
}

function queueFull(maxQueue: number): QueueFullError {
  return new QueueFullError(
    `${maxQueue} requests wait for the rate limit already; rateLimit.maxQueue allows no more`,
  );
}
