import { hasRequestContexts } from "./environment.js";
import { SteadyTime } from "./steady-time.js";

/** Where the runtime takes time and randomness from; tests pass their own. */
export interface Clock {
  /** Milliseconds since some start; never goes back. */
  now(): number;
  /** Milliseconds since 1970, as the machine's calendar has them. */
  date(): number;
  /** A number from 0 to 1, without 1. */
  random(): number;
  /** Calls back after so many milliseconds. */
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Cancels a timer; one that has fired or was cancelled before is left alone, and so is undefined. */
  clearTimeout(handle: unknown): void;
  /**
   * What the timers are made by. After it has changed, timers that were set before may never fire: a test framework has
   * replaced them. Default: always the same.
   */
  readonly source?: unknown;
  /**
   * Whether timers and promises belong to the incoming request during which they were created, as in Cloudflare Workers:
   * a timer is cancelled with its request, and only its request may settle a promise. Default: false.
   */
  readonly hasRequestContexts?: boolean | undefined;
}

const time = new SteadyTime();

/**
 * The machine's own time and randomness. Fake timers of a test framework work whenever they are installed: time continues
 * from where it was, in both directions.
 */
export const systemClock: Clock = {
  now: () => time.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  setTimeout(callback, milliseconds) {
    // Fake timers can be cleared only by the function that was installed with them.
    const { setTimeout, clearTimeout } = globalThis;
    const delay = Math.min(milliseconds, LONGEST_TIMER);
    const due = time.now() + delay;
    const fire = (): void => {
      time.reached(due);
      callback();
    };
    const handle = setTimeout(fire, delay);
    return () => clearTimeout(handle);
  },
  clearTimeout: (clear) => (clear as (() => void) | undefined)?.(),
  get source() {
    return globalThis.setTimeout;
  },
  get hasRequestContexts() {
    return hasRequestContexts();
  },
};

/** Timers count in 32 bits; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
