/** The global scope that time is read from. Test frameworks may replace its properties. */
export interface TimeScope {
  readonly performance: { now(): number };
}

/**
 * Time that never goes back and never jumps, even if its source does.
 *
 * Test frameworks replace `performance` with a fake that starts at 0, restore the real one, or replace only `setTimeout`.
 * Cloudflare Workers stop the clock while a request runs, and two requests may see slightly different times. Moments recorded
 * before such a change are compared with later ones, so time has to continue across it.
 */
export class SteadyTime {
  readonly #scope: TimeScope;
  #performance: TimeScope["performance"] | undefined;
  #read: TimeScope["performance"]["now"] | undefined;
  /** Added to the time of the source. */
  #offset = 0;
  #last = -Infinity;

  constructor(scope: TimeScope = globalThis) {
    this.#scope = scope;
  }

  /** Time in ms, from an arbitrary start. */
  now(): number {
    const moment = this.#shown();
    if (moment < this.#last) return this.#catchUp(moment);
    this.#last = moment;
    return moment;
  }

  /**
   * Called when a timer that was due at this moment fires. Real timers are at most one millisecond early. A timer that is earlier
   * is a fake one that a test has advanced while `performance` is real; the moment then counts as reached.
   */
  reached(moment: number): void {
    if (moment - this.#shown() > EARLIEST_TIMER) this.#last = Math.max(this.#last, moment);
  }

  /** The time of the source. */
  #shown(): number {
    const { performance } = this.#scope;
    if (performance.now !== this.#read) this.#switchTo(performance);
    return performance.now() + this.#offset;
  }

  /** The source was replaced. The old one still knows how much time has passed until now. */
  #switchTo(performance: TimeScope["performance"]): void {
    const past = this.#read?.call(this.#performance);
    this.#performance = performance;
    this.#read = performance.now;
    if (past !== undefined) this.#offset += past - performance.now();
  }

  /**
   * A source that is slightly behind is inexact, so time stands still. One that is far behind has restarted, so time continues from
   * there.
   */
  #catchUp(moment: number): number {
    if (this.#last - moment > INEXACT) this.#offset += this.#last - moment;
    return this.#last;
  }
}

/** How early a real timer may be, in ms. */
const EARLIEST_TIMER = 10;

/** How far a clock may be behind without having restarted, in ms. */
const INEXACT = 500;
