import type { Clock } from "../platform/index.js";
import { SpareSlot } from "./spare-slot.js";

/** What an adaptive limit needs. Times are milliseconds. */
export interface AdaptiveLimitSettings {
  /** The most requests in a window. */
  readonly most: number;
  /** Length of the window. */
  readonly window: number;
  /** Whether to probe before the first refusal, because other processes are known to use the key. */
  readonly isShared: boolean;
  readonly clock: Pick<Clock, "date" | "random">;
}

/**
 * - `alone`: no other process is known; the limit is the whole one.
 * - `probing`: the limit starts small and grows by steps until it is the whole one or a request is refused.
 * - `sharing`: others use the rest; the limit stays the same until the next round of probing.
 * - `blocked`: others use everything; one request at a time tries to get in.
 */
type State = "alone" | "probing" | "sharing" | "blocked";

/**
 * How many requests a process may send in a window while other processes, which it cannot see, may use the same key.
 *
 * A process starts with the whole limit. A refusal shows that others use the key. The pause after it empties the server's
 * window for all of them, so they probe together: each starts with one request, adds more at the same pace, and stops at its
 * next refusal. That takes less than a window, and their shares are about equal. They probe again in rounds, whose times
 * they all read from the calendar, so that the shares follow the processes that come and go.
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
  /** When the limit changes next without a refusal; Infinity: never. */
  #changeAt = Infinity;
  #probedFrom = -Infinity;
  /** How many more times it probes after finding room for next to nothing. */
  #repeats = REPEATS;
  /** Attempts in a row that were refused while blocked. */
  #attempts = 0;
  /** Refusals until this moment are one event; what was true before it, and how many there were. */
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

  /** How many requests a window may have now: a whole number, at least 1. */
  at(now: number): number {
    if (now >= this.#changeAt) this.#change(now);
    const isSteady = this.#state === "alone" || this.#state === "sharing";
    return this.#spare.isFree(now) && isSteady && this.#limit > 1 ? this.#limit - 1 : this.#limit;
  }

  /** When the limit may be higher without an answer; Infinity: never. */
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
    // This place was another process's: that one is refused, pauses, and then probes at the same time as this one.
    this.#repeats = REPEATS;
    this.#probe(now + FOOTHOLD * this.#window);
  }

  /**
   * The server refused a request.
   *
   * @param accepted Requests of the last window that the server accepted or has not answered yet.
   * @param pause Milliseconds for which the server wants no requests.
   * @returns Milliseconds to send nothing: `pause`, or longer while blocked.
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
      this.#repeats = REPEATS;
      this.#probe(now + pause, accepted, Math.min(this.#most, 2 * this.#unit));
    } else if (state !== "sharing" && accepted === 0) {
      return this.#block(now, pause);
    } else if (state === "probing" && accepted < 2 * this.#unit && repeats > 0) {
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
      // A round. What was sent so far counts for another window.
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

  /** Probes from a moment on; a process that had more of the last window starts later, so that the others catch up. */
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

  /** Keeps to what the server accepted. */
  #share(now: number, accepted: number): void {
    const { state, limit } = this.#before;
    // A few refusals say little: more than half is given up only where more than half was refused.
    const left = Math.min(limit, Math.max(accepted, Math.min(limit / 2, limit - this.#refusals)));
    this.#limit = Math.max(1, Math.floor(state === "sharing" ? left * DECREASE : left));
    this.#state = "sharing";
    const isSmall = this.#limit <= this.#most * SMALL;
    this.#changeAt = this.#nextRound(now, isSmall ? now : this.#probedFrom + CALM * this.#window);
  }

  /** Tries again with one request, each time a little later, so that no call fails before the next round. */
  #block(now: number, pause: number): number {
    this.#attempts = this.#state === "blocked" ? this.#attempts + 1 : 0;
    this.#state = "blocked";
    this.#limit = 1;
    this.#changeAt = this.#nextRound(now, now);
    const untilRound = this.#changeAt + this.#window - now;
    return Math.max(pause, Math.min(pause + this.#attempts * BACKOFF * this.#window, untilRound));
  }

  /** The first round after a moment. */
  #nextRound(now: number, after: number): number {
    const round = ROUND * this.#window;
    const next = now + round - (this.#clock.date() % round);
    return next < after ? next + round : next;
  }

  /** With how many requests it starts to probe, and the least that it adds. */
  get #unit(): number {
    return Math.max(1, Math.round(this.#most * UNIT));
  }
}

// Parts of the limit.

/** Where probing starts, and the least that each step adds. */
const UNIT = 0.05;

/** A share that is small enough to be in the next round in any case. */
const SMALL = 0.1;

/** What is kept of a share when a request is refused between two rounds. */
const DECREASE = 0.85;

// Windows.

/** Between two steps of probing. */
const STEP = 0.1;

/** How long the whole limit must go without a refusal before the process counts as alone. */
const PROOF = 2;

/** How much later a process starts to probe that had all of the last window than one that had nothing. */
const HANDICAP = 0.2;

/** How long a process that was blocked keeps its first place before it probes for more. */
const FOOTHOLD = 1.75;

/** How much later each attempt of a blocked process comes than the one before. */
const BACKOFF = 0.15;

/** How much later each repeated probing comes than the one before. */
const REPEAT_DELAY = 2;

/** From one round to the next. */
const ROUND = 20;

/** How long after probing no round is held, so that a short burst is not interrupted. */
const CALM = 12;

/** How many times probing is repeated that found room for next to nothing: the others may not have made room yet. */
const REPEATS = 3;
