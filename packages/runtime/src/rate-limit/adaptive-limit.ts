/** What an adaptive limit works with; times are milliseconds. */
export interface AdaptiveLimitSettings {
  /** The most requests in a window. */
  readonly most: number;
  /** Length of the window. */
  readonly window: number;
  /** Whether to feel for the limit at the start, because others may be using it. */
  readonly isShared: boolean;
  /** A number from 0 to 1, so that those who share a limit do not grow in step. */
  readonly random: () => number;
}

/**
 * How many requests a process may have in a window while others, of whom it knows nothing, may use the same limit.
 *
 * A refusal says that all together had too many. Then the limit becomes what the server did take, less a part
 * (multiplicative decrease), and grows again by steps (additive increase). A step that leads to a refusal makes the
 * next one come later, one that does not makes the next one come sooner and be larger: those who share a limit
 * get equal parts of it and seldom step over it, one who is alone again is soon back at the whole.
 */
export class AdaptiveLimit {
  readonly #random: () => number;
  #most: number;
  #window: number;
  #limit: number;
  /** When the limit grows next; Infinity: not by itself. */
  #growAt = Infinity;
  #grownAt = -Infinity;
  /** Windows until the next step, and how large that is. */
  #interval: number;
  #step = 1;
  /** The end of the time in which refusals are one event, with the limit before it and how many there were. */
  #refusedUntil = -Infinity;
  #before = 0;
  #refusals = 0;
  #isFirstEvent = true;
  #feelingUntil = -Infinity;
  #keep = 1;

  constructor({ most, window, isShared, random }: AdaptiveLimitSettings) {
    this.#most = most;
    this.#window = window;
    this.#random = random;
    this.#limit = isShared ? Math.ceil(most * START_PART) : most;
    this.#interval = START_INTERVAL;
  }

  /** How many requests a window may have now: a whole number, at least 1. */
  at(now: number): number {
    if (now >= this.#growAt) this.#grow(now);
    return Math.max(1, Math.floor(this.#limit));
  }

  /** When the limit grows next; Infinity: not by itself. */
  get nextChange(): number {
    return this.#growAt;
  }

  /** A request is sent: the time in which a limit is felt for begins with the first. */
  sent(now: number): void {
    if (this.#isFirstEvent && this.#limit < this.#most && this.#growAt === Infinity) {
      this.#planGrowth(now);
    }
  }

  /**
   * The server refused a request.
   *
   * @param taken Requests of the last window that it took, or that have no answer yet.
   * @param pause Milliseconds for which nothing is sent now.
   */
  refused(now: number, taken: number, pause: number): void {
    // Refusals of requests that were on their way already are the same news as the first of them.
    if (now >= this.#refusedUntil) this.#beginEvent(now, pause);
    this.#refusals++;
    // A single refusal says little: more than half is taken off only where as many were refused.
    const left = Math.max(taken, Math.min(this.#before / 2, this.#before - this.#refusals));
    this.#limit = Math.max(1, Math.min(this.#before, left) * this.#keep);
  }

  /** The rules changed. */
  restrict(most: number, window: number): void {
    this.#most = most;
    this.#window = window;
    this.#limit = Math.min(this.#limit, most);
  }

  #beginEvent(now: number, pause: number): void {
    this.#before = this.at(now);
    this.#refusals = 0;
    this.#refusedUntil = now + Math.max(pause, this.#window);
    // The first refusals tell the share that is free, and nothing has to be taken off that.
    if (this.#isFirstEvent) this.#feelingUntil = now + pause + FEELING * this.#window;
    this.#keep = now < this.#feelingUntil ? 1 : DECREASE;
    const wasGrowth = now - this.#grownAt < 2 * this.#window;
    if (this.#isFirstEvent) this.#interval = FIRST_INTERVAL;
    else if (wasGrowth) this.#interval = Math.min(this.#interval * 4, LONGEST_INTERVAL);
    this.#isFirstEvent = false;
    this.#step = 1;
    this.#planGrowth(now + pause);
  }

  #grow(now: number): void {
    this.#limit = Math.min(this.#most, this.#limit + this.#step);
    this.#grownAt = now;
    this.#step *= 2;
    if (!this.#isFirstEvent) this.#interval = Math.max(this.#interval / 2, SHORTEST_INTERVAL);
    this.#growAt = Infinity;
    if (this.#limit < this.#most) this.#planGrowth(now);
  }

  #planGrowth(from: number): void {
    this.#growAt = from + this.#interval * this.#window * (0.75 + this.#random() / 2);
  }
}

/** The part of the limit that is used at the start where others may be using it. */
const START_PART = 0.25;

/** What is kept of the limit at a refusal. */
const DECREASE = 0.85;

/** Windows after the pause of the first refusal in which further ones are of its kind. */
const FEELING = 3;

/** Windows between two steps: while the limit is felt for at the start, and after a refusal. */
const START_INTERVAL = 0.25;
const FIRST_INTERVAL = 10;
const SHORTEST_INTERVAL = 1;
const LONGEST_INTERVAL = 24;
