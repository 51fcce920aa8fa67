/** What time is read from: the part of a global scope that others may replace. */
export interface TimeScope {
  readonly performance: { now(): number };
}

/**
 * Time that never goes back and never jumps because its source did.
 *
 * Test frameworks replace `performance` with a fake that begins at 0, put the real one back, or replace only `setTimeout`.
 * Cloudflare Workers stop the clock while a request runs, and two requests may see slightly different times. Moments that
 * were noted before such a change are compared with later ones, so time has to continue across it.
 */
export class SteadyTime {
  readonly #scope: TimeScope;
  #performance: TimeScope["performance"] | undefined;
  #read: TimeScope["performance"]["now"] | undefined;
  /** Is added to what the source shows. */
  #offset = 0;
  #last = -Infinity;

  constructor(scope: TimeScope = globalThis) {
    this.#scope = scope;
  }

  /** Milliseconds since some start. */
  now(): number {
    const moment = this.#shown();
    if (moment < this.#last) return this.#catchUp(moment);
    this.#last = moment;
    return moment;
  }

  /**
   * A timer that was due at this moment fires. Real timers are early by a millisecond at most. One that is earlier is a fake
   * one that a test has advanced, while `performance` is real: then the moment has come all the same.
   */
  reached(moment: number): void {
    if (moment - this.#shown() > EARLIEST_TIMER) this.#last = Math.max(this.#last, moment);
  }

  /** What the source shows. */
  #shown(): number {
    const { performance } = this.#scope;
    if (performance.now !== this.#read) this.#switchTo(performance);
    return performance.now() + this.#offset;
  }

  /** The source was replaced. The old one still tells how much time had passed until then. */
  #switchTo(performance: TimeScope["performance"]): void {
    const past = this.#read?.call(this.#performance);
    this.#performance = performance;
    this.#read = performance.now;
    if (past !== undefined) this.#offset += past - performance.now();
  }

  /** A source that is a little behind is inexact: time stands still. One that is far behind began anew: time continues. */
  #catchUp(moment: number): number {
    if (this.#last - moment > INEXACT) this.#offset += this.#last - moment;
    return this.#last;
  }
}

/** Milliseconds by which a timer may be early and still be a real one. */
const EARLIEST_TIMER = 10;

/** Milliseconds by which a clock may be behind without having begun anew. */
const INEXACT = 500;
