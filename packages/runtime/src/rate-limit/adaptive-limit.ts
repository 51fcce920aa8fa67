import type { Clock } from "../platform/index.js";
import { SpareSlot } from "./spare-slot.js";

/** Settings of an adaptive limit. Times are in ms. */
export interface AdaptiveLimitSettings {
  /** Maximum number of requests in a window. */
  readonly most: number;
  /** Length of a window. */
  readonly window: number;
  /** Whether to probe before the first 429, because other processes are known to use the key. */
  readonly isShared: boolean;
  readonly clock: Pick<Clock, "date" | "random">;
}

/**
 * - `alone`: no other process is known; this process uses the whole limit.
 * - `probing`: the limit starts small and grows step by step until it is the whole limit or a request gets a 429.
 * - `sharing`: other processes use the rest; the limit stays constant until the next round of probing.
 * - `blocked`: other processes use the whole limit; one request at a time tries to get in.
 */
type State = "alone" | "probing" | "sharing" | "blocked";

/**
 * The number of requests that this process may send in a window while other processes may use the same key unseen.
 *
 * A process starts with the whole limit. A 429 shows that others use the key. The pause after it empties the server's window for
 * all of them, so they probe together: each starts with one request, adds more at the same pace, and stops at its next 429. That
 * takes less than a window, and the resulting shares are about equal. A process that had more before starts later. They probe again
 * in rounds, at times that each derives from the system clock, so that the shares adapt as processes start and stop.
 *
 * `docs/rate-limit.md` explains the rules and has the figures.
 */
export class AdaptiveLimit {
  readonly #clock: Pick<Clock, "date" | "random">;
  readonly #spare: SpareSlot;
  #most: number;
  #window: number;
  #limit: number;
  #state: State;
  /** When the limit changes next without a 429; Infinity: never. */
  #changeAt = Infinity;
  #probedFrom = -Infinity;
  /** Remaining repetitions of a probe that found almost no free capacity. */
  #repeats = REPEATS;
  /** Consecutive 429s while blocked. */
  #attempts = 0;
  /** All 429s until this moment count as one event; the state before it, and the number of 429s. */
  #eventUntil = -Infinity;
  #before = { state: "alone" as State, limit: 0, repeats: 0 };
  #refusals = 0;

  constructor({ most, window, isShared, clock }: AdaptiveLimitSettings) {
    this.#clock = clock;
    this.#spare = new SpareSlot(clock);
    this.#most = most;
    this.#window = window;
    this.#state = isShared ? "probing" : "alone";
    this.#limit = isShared ? this.#unit : most;
  }

  /** The number of requests allowed in a window now: an integer, at least 1. */
  at(now: number): number {
    if (now >= this.#changeAt) this.#change(now);
    const isSteady = this.#state === "alone" || this.#state === "sharing";
    return this.#spare.isFree(now) && isSteady && this.#limit > 1 ? this.#limit - 1 : this.#limit;
  }

  /** When the limit may rise without a response; Infinity: never. */
  get nextChange(): number {
    return Math.min(this.#changeAt, this.#spare.freeUntil);
  }

  /** A request is sent. */
  sent(now: number): void {
    this.#spare.sent(now, this.#window, this.#limit / this.#most);
    if (this.#state === "probing" && this.#probedFrom === -Infinity) this.#probe(now);
  }

  /** The server accepted a request. */
  answered(now: number): void {
    if (this.#state !== "blocked") return;
    // This slot belonged to another process, which gets a 429, pauses, and then probes at the same time as this one.
    this.#repeats = REPEATS;
    this.#probe(now + FOOTHOLD * this.#window);
  }

  /**
   * The server rejected a request with 429.
   *
   * @param accepted Requests of the last window that the server accepted or has not responded to yet.
   * @param pause How long the server wants no requests, in ms.
   * @returns How long to send nothing, in ms: `pause`, or longer while blocked.
   */
  refused(now: number, accepted: number, pause: number): number {
    if (now >= this.#eventUntil) {
      this.#before = { state: this.#state, limit: this.#limit, repeats: this.#repeats };
      this.#refusals = 0;
      this.#eventUntil = now + Math.max(pause, this.#window);
    }
    this.#refusals++;
    const { state, repeats } = this.#before;
    if (state === "alone") {
      this.#probeFirst(now, accepted, pause);
    } else if (state !== "sharing" && accepted === 0 && repeats < REPEATS) {
      return this.#block(now, pause);
    } else if (
      state === "probing" &&
      repeats > 0 &&
      accepted < this.#unit * (repeats < REPEATS ? DOUBTFUL : 2)
    ) {
      this.#repeats = repeats - 1;
      this.#probe(now + pause + (REPEATS - repeats) * REPEAT_DELAY * this.#window);
    } else {
      this.#share(now, accepted);
    }
    return pause;
  }

  /** The policy changed. */
  restrict(most: number, window: number): void {
    this.#most = most;
    this.#window = window;
    this.#limit = Math.min(this.#limit, most);
  }

  #change(now: number): void {
    if (this.#state !== "probing") {
      // Start of a round. Requests sent so far count for another window.
      this.#repeats = 0;
      this.#probe(now + this.#window, this.#limit);
    } else if (this.#limit < this.#most) {
      this.#limit = Math.min(this.#most, this.#limit + Math.max(this.#unit, Math.floor(this.#limit / 4)));
      this.#planGrowth(now);
    } else {
      this.#state = "alone";
      this.#changeAt = Infinity;
    }
  }

  /** Starts probing after the first 429. A process that had the whole limit for longer than a window lets the others catch up. */
  #probeFirst(now: number, accepted: number, pause: number): void {
    const wasFirst = now - this.#spare.busySince > this.#window;
    this.#repeats = wasFirst ? 0 : REPEATS;
    if (wasFirst) this.#probe(now + pause, accepted * LEAD, Math.min(this.#most, 2 * this.#unit));
    else this.#probe(now + pause, accepted);
  }

  /** Starts probing at the given moment. A process that had more of the last window starts later, so that the others can catch up. */
  #probe(moment: number, accepted = 0, limit = this.#unit): void {
    this.#state = "probing";
    this.#limit = limit;
    this.#probedFrom = moment + ((HANDICAP * accepted) / this.#most) * this.#window;
    this.#planGrowth(this.#probedFrom);
  }

  #planGrowth(from: number): void {
    const windows = this.#limit < this.#most ? STEP : PROOF;
    this.#changeAt = from + windows * this.#window * (0.9 + this.#clock.random() / 5);
  }

  /** Limits this process to the number of requests that the server accepted. */
  #share(now: number, accepted: number): void {
    const { state, limit } = this.#before;
    // A few 429s prove little: give up more than half of the limit only if more than half of the requests got a 429.
    const left = Math.min(limit, Math.max(accepted, Math.min(limit / 2, limit - this.#refusals)));
    this.#limit = Math.max(1, Math.floor(state === "sharing" ? left * DECREASE : left));
    this.#state = "sharing";
    const isSmall = this.#limit <= this.#most * SMALL;
    this.#changeAt = this.#nextRound(now, isSmall ? now : this.#probedFrom + CALM * this.#window);
  }

  /** Retries with one request, after a growing delay, so that no call fails before the next round. */
  #block(now: number, pause: number): number {
    this.#attempts = this.#state === "blocked" ? this.#attempts + 1 : 0;
    this.#state = "blocked";
    this.#limit = 1;
    this.#changeAt = this.#nextRound(now, now);
    const wait = pause + Math.min(MOST_BACKOFF, this.#attempts * BACKOFF) * this.#window;
    // A 429 between the start of a round and its first requests would make this process miss them.
    return now + wait < this.#changeAt ? wait : Math.max(pause, this.#changeAt + this.#window - now);
  }

  /** The first round after the given moment. */
  #nextRound(now: number, after: number): number {
    const round = ROUND * this.#window;
    const next = now + round - (this.#clock.date() % round);
    return next < after ? next + round : next;
  }

  /** The number of requests that probing starts with, and the minimum of each step. */
  get #unit(): number {
    return Math.max(1, Math.round(this.#most * UNIT));
  }
}

// Fractions of the limit.

/** Where probing starts, and the minimum that each step adds. */
const UNIT = 0.05;

/** A process with at most this share always takes part in the next round. */
const SMALL = 0.05;

/** The part of a share that is kept after a 429 between two rounds. */
const DECREASE = 0.85;

// Durations, in windows.

/** Time between two steps of probing. */
const STEP = 0.1;

/** How long the whole limit must be used without a 429 before the process counts as alone. */
const PROOF = 2;

/** How much later a process that had all of the last window starts to probe than one that had nothing. */
const HANDICAP = 0.2;

/** How much longer the delay is if the process had the whole limit for more than a window, and the others had nothing. */
const LEAD = 3.5;

/** How long a process that was blocked keeps its first slot before it probes for more. */
const FOOTHOLD = 1.75;

/** How much the delay grows with each attempt of a blocked process, and its maximum, with which no spare slot is missed. */
const BACKOFF = 0.15;
const MOST_BACKOFF = 0.5;

/** How much the delay grows with each repetition of a probe. */
const REPEAT_DELAY = 2;

/** Interval between rounds. */
const ROUND = 20;

/** Minimum time between probing and the next round, so that a short burst is not interrupted. */
const CALM = 12;

/** How often a probe that found almost no free capacity is repeated: the others may not have reduced their share yet. */
const REPEATS = 3;

/** A repeated probe that found fewer than this many times the first step is repeated, too. */
const DOUBTFUL = 5;
