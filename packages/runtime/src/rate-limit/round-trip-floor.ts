import { LateArrival } from "./late-arrival.js";
import { RecentExtreme } from "./recent-extreme.js";

/**
 * The shortest time that a request and a response can take together. A limiter may rely on it: the way of one request to the
 * server and the way back of another one's response take no less.
 */
export interface RoundTripFloor {
  /** Milliseconds to rely on; 0 while nothing is known. */
  readonly milliseconds: number;
  /** How long after it was given up a request may still reach the server, in milliseconds. Default: 1,000. */
  readonly lateArrival?: number | undefined;
  /** A request is sent. */
  send(now: number): RoundTrip;
  /** Forgets the shortest round trip: relying on it may have led to a refusal. */
  forget(): void;
}

/** A request on its way. One of its methods must be called, once. */
export interface RoundTrip {
  /** The server accepted the request, and its response came. */
  answered(now: number): void;
  /** It ended otherwise. */
  ended(): void;
}

/**
 * Learns the floor from round trips: it is the shortest of the last few hundred, less a part that shrinks with their number,
 * and less a millisecond.
 *
 * Only undisturbed round trips count. A request that may have opened a connection had to wait for that. And requests that
 * are sent or answered together wait for each other, so that all their round trips look longer than one would be alone.
 */
export class LearnedFloor implements RoundTripFloor {
  readonly #late = new LateArrival();
  #shortest = new RecentExtreme(Math.min);
  #inFlight = 0;
  /** The most requests in flight at once since there was a long silence: so many connections are open. */
  #connections = 0;
  /** When a request was last sent, or a response came. */
  #lastEvent = -Infinity;
  /** The trip that started last, and whether nothing else has happened around its start so far. */
  #lastTrip = { isTrue: false };

  get milliseconds(): number {
    const { count, value } = this.#shortest;
    return count === 0 ? 0 : Math.max(0, value * (count / (count + CAUTION)) - MARGIN);
  }

  get lateArrival(): number {
    return this.#late.milliseconds;
  }

  send(now: number): RoundTrip {
    const silence = now - this.#lastEvent;
    if (this.#inFlight === 0 && silence > KEEP_ALIVE) this.#connections = 0;
    const trip = { isTrue: this.#inFlight < this.#connections && silence >= QUIET };
    if (silence < QUIET) this.#lastTrip.isTrue = false;
    this.#lastTrip = trip;
    this.#lastEvent = now;
    this.#inFlight++;
    this.#connections = Math.max(this.#connections, this.#inFlight);
    return {
      answered: (then) => {
        this.#late.answered(then - now);
        if (trip.isTrue && then - this.#lastEvent >= QUIET) this.#shortest.add(then - now);
        this.#lastEvent = then;
        this.#inFlight--;
      },
      ended: () => {
        this.#inFlight--;
      },
    };
  }

  forget(): void {
    this.#shortest = new RecentExtreme(Math.min);
  }
}

/** With n trips known, the part `n / (n + CAUTION)` of the shortest is relied on. */
const CAUTION = 2;

/** Milliseconds that clocks and timers may be off. */
const MARGIN = 1;

/** Milliseconds between two events that hardly hold each other up. */
const QUIET = 0.5;

/** Milliseconds after which servers and clients close connections that nobody uses. */
const KEEP_ALIVE = 4_000;
