import { lateArrivalAfter } from "./late-arrival.js";
import { RecentExtreme } from "./recent-extreme.js";

/**
 * The shortest time that a request and a response can take together. A limiter may rely on it: the transit of one request to the
 * server and that of another request's response take at least this long together.
 */
export interface RoundTripFloor {
  /** The floor in ms; 0 while it is unknown. */
  readonly milliseconds: number;
  /** How long after it was aborted a request may still reach the server, in ms. Default: 1,000. */
  readonly lateArrival?: number | undefined;
  /** A request was sent. */
  send(now: number): RoundTrip;
  /** Forgets the shortest round trip, because relying on it may have caused a 429. */
  forget(): void;
}

/** A request in flight. Exactly one of its methods must be called, once. */
export interface RoundTrip {
  /** When the request was sent; undefined if that was not measured. */
  readonly sentAt?: number | undefined;
  /** The server accepted the request, and the response was received. */
  answered(now: number): void;
  /** The request ended in any other way. */
  ended(): void;
}

/**
 * Learns the floor from measured round trips: the shortest of the last few hundred, minus a part that shrinks with their number,
 * minus one millisecond. If fewer than three are known, or the shortest takes less than 20 ms, the floor is 0.
 *
 * Only undisturbed round trips count. A request that may have opened a connection had to wait for it. Requests that are sent or
 * responded to at the same time delay each other, so each of their round trips looks longer than it would be alone.
 */
export class LearnedFloor implements RoundTripFloor {
  readonly #longest = new RecentExtreme(Math.max);
  #shortest = new RecentExtreme(Math.min);
  #inFlight = 0;
  /** Maximum number of concurrent requests since the last long idle time, which is the number of open connections. */
  #connections = 0;
  /** When a request was last sent or a response last received. */
  #lastEvent = -Infinity;
  /** The trip that started last. */
  #lastTrip: MeasuredTrip | undefined;

  get milliseconds(): number {
    const { count, value } = this.#shortest;
    return count < FEWEST || value < SHORT ? 0 : value * (count / (count + CAUTION)) - MARGIN;
  }

  get lateArrival(): number {
    return lateArrivalAfter(this.#longest);
  }

  send(now: number): RoundTrip {
    const silence = now - this.#lastEvent;
    if (this.#inFlight === 0 && silence > KEEP_ALIVE) this.#connections = 0;
    const isUndisturbed = this.#inFlight < this.#connections && silence >= QUIET;
    const trip = new MeasuredTrip(now, isUndisturbed, this.#settle);
    if (silence < QUIET && this.#lastTrip !== undefined) this.#lastTrip.isUndisturbed = false;
    this.#lastTrip = trip;
    this.#lastEvent = now;
    this.#inFlight++;
    this.#connections = Math.max(this.#connections, this.#inFlight);
    return trip;
  }

  forget(): void {
    this.#shortest = new RecentExtreme(Math.min);
  }

  readonly #settle: Settle = ({ sentAt, isUndisturbed }, then) => {
    this.#inFlight--;
    if (then === undefined) return;
    this.#longest.add(then - sentAt);
    if (isUndisturbed && then - this.#lastEvent >= QUIET) this.#shortest.add(then - sentAt);
    this.#lastEvent = then;
  };
}

/** A request in flight. Every call has one, so its methods are not closures. */
class MeasuredTrip implements RoundTrip {
  readonly sentAt: number;
  /** Whether it has been undisturbed so far. */
  isUndisturbed: boolean;
  readonly settle: Settle;

  constructor(sentAt: number, isUndisturbed: boolean, settle: Settle) {
    this.sentAt = sentAt;
    this.isUndisturbed = isUndisturbed;
    this.settle = settle;
  }

  answered(then: number): void {
    this.settle(this, then);
  }

  ended(): void {
    this.settle(this);
  }
}

/** A request ended. `then` is when its response was received; undefined if there was none. */
type Settle = (trip: MeasuredTrip, then?: number) => void;

/** The floor is 0 until this many trips are known: a program that was busy may have delayed one. */
const FEWEST = 3;

/** With n known trips, the floor is the fraction `n / (n + CAUTION)` of the shortest. */
const CAUTION = 2;

/**
 * A round trip below this, in ms, is mostly the time that programs on one machine need, which is longer while they start or the
 * machine is busy. Without the floor, a request waits 2 % longer at most.
 */
const SHORT = 20;

/** Inaccuracy of clocks and timers, in ms. */
const MARGIN = 1;

/** Minimum time between two events that do not delay each other, in ms. */
const QUIET = 0.5;

/** Time after which servers and clients close idle connections, in ms. */
const KEEP_ALIVE = 4_000;
