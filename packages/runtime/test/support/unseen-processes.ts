import type { PermitWaiter, RateLimitPermit } from "../../src/rate-limit/index.js";
import { SlotRateLimiter } from "../../src/rate-limit/slot-rate-limiter.js";
import type { EventClock } from "./event-clock.js";

/** The limit of the server, in requests per second. */
export const LIMIT = 20;

const POLICY = { requests: LIMIT, perSeconds: 1, recoverySeconds: 1 };

/** The maximum number of retries of a rejected call, as in `calls/retry.ts`. */
const MOST_REFUSALS = 10;

/** A request that the server received. */
export interface Arrival {
  readonly at: number;
  readonly accepted: boolean;
  readonly process: UnseenProcess;
}

/** A server in simulated time that accepts 20 requests in any second. */
export class SlidingServer {
  readonly arrivals: Arrival[] = [];
  readonly #clock: EventClock;
  readonly #hasPenalty: boolean;
  readonly #accepted: number[] = [];
  #refusesUntil = -Infinity;

  /** @param hasPenalty Whether it rejects all requests for a second after one exceeded the limit. */
  constructor(clock: EventClock, { hasPenalty = false } = {}) {
    this.#clock = clock;
    this.#hasPenalty = hasPenalty;
  }

  accepts(process: UnseenProcess): boolean {
    const at = this.#clock.now();
    while ((this.#accepted[0] ?? at) <= at - 1_000) this.#accepted.shift();
    const accepted = at >= this.#refusesUntil && this.#accepted.length < LIMIT;
    if (accepted) this.#accepted.push(at);
    else if (this.#hasPenalty && at >= this.#refusesUntil) this.#refusesUntil = at + 1_000;
    this.arrivals.push({ at, accepted, process });
    return accepted;
  }

  get refused(): number {
    return this.arrivals.filter(({ accepted }) => !accepted).length;
  }
}

/** The work of a process, and its network. */
export interface ProcessOptions {
  /** The number of calls that it makes at once. Default: it always has calls waiting. */
  readonly calls?: number;
  readonly sharedKey?: boolean;
  /** Minimum round-trip time in ms. Default: 50. */
  readonly roundTrip?: number;
  /** Maximum additional time of a round trip in ms. Default: 30. */
  readonly jitter?: number;
  /** Round trips that opening a connection takes. Default: 0. */
  readonly opening?: number;
  /** The error of its system clock in ms. Default: 0. */
  readonly calendarError?: number;
}

/** A process with its own limiter that uses the same key as others, without shared state. */
export class UnseenProcess {
  accepted = 0;
  /** The number of calls that failed after all retries. */
  failed = 0;
  /** When its first request was accepted, and when its last call ended. Infinity if that has not happened yet. */
  firstAt = Infinity;
  endedAt = Infinity;
  readonly limiter: SlotRateLimiter;
  readonly #clock: EventClock;
  readonly #server: SlidingServer;
  readonly #roundTrip: number;
  readonly #jitter: number;
  readonly #opening: number;
  readonly #isEndless: boolean;
  #left: number;
  #inFlight = 0;
  #connections = 0;
  #isStopped = false;

  constructor(clock: EventClock, server: SlidingServer, options: ProcessOptions = {}) {
    const { calls, sharedKey = false, roundTrip = 50, jitter = 30, opening = 0, calendarError = 0 } = options;
    this.#clock = clock;
    this.#server = server;
    this.#roundTrip = roundTrip;
    this.#jitter = jitter;
    this.#opening = opening;
    this.#isEndless = calls === undefined;
    this.#left = calls ?? 2 * LIMIT;
    const own = {
      now: () => clock.now(),
      date: () => clock.date() + calendarError,
      random: () => clock.random(),
      setTimeout: (callback: () => void, milliseconds: number) => clock.setTimeout(callback, milliseconds),
      clearTimeout: (timer: unknown) => clock.clearTimeout(timer),
    };
    this.limiter = new SlotRateLimiter({ policy: POLICY, clock: own, isShared: sharedKey });
    for (let call = 0, count = this.#left; call < count; call++) this.#call();
  }

  /** Sends no more requests, and ignores pending responses. */
  kill(): void {
    this.#isStopped = true;
  }

  #call(): void {
    let refusals = 0;
    const waiter: PermitWaiter = {
      priority: 0,
      ticket: -1,
      index: -1,
      refuse: () => {},
      grant: (permit) => {
        if (this.#isStopped) return;
        this.#send((accepted) => {
          report(permit, accepted);
          if (accepted) this.#end();
          else if (refusals++ < MOST_REFUSALS) this.limiter.enqueue(waiter, Infinity);
          else {
            this.failed++;
            this.#end();
          }
        });
      },
    };
    this.limiter.enqueue(waiter, Infinity);
  }

  #send(respond: (accepted: boolean) => void): void {
    const opening = this.#inFlight++ < this.#connections ? 0 : this.#opening * this.#roundTrip;
    this.#connections = Math.max(this.#connections, this.#inFlight);
    this.#clock.after(opening + this.#way(), () => {
      const accepted = this.#server.accepts(this);
      this.#clock.after(this.#way(), () => {
        this.#inFlight--;
        if (this.#isStopped) return;
        if (accepted) this.accepted++;
        if (accepted) this.firstAt = Math.min(this.firstAt, this.#clock.now());
        respond(accepted);
      });
    });
  }

  #way(): number {
    return (this.#roundTrip + this.#clock.random() * this.#jitter) / 2;
  }

  #end(): void {
    this.#left--;
    if (this.#left === 0) this.endedAt = this.#clock.now();
    if (this.#isEndless) this.#call();
  }
}

function report(permit: RateLimitPermit, accepted: boolean): void {
  if (accepted) permit.answered();
  else permit.refused(1_000);
}

/** Jain's fairness index: 1 if all shares are equal, 1/n if one of n has everything. */
export function jain(shares: readonly number[]): number {
  const total = sum(shares);
  return total ** 2 / (shares.length * sum(shares.map((share) => share ** 2)));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] as number;
}
