import { hasRequestContexts } from "./environment.js";
import { SteadyTime } from "./steady-time.js";

/** Source of time and randomness; tests pass their own. */
export interface Clock {
  /** Monotonic time in ms, from an arbitrary start. */
  now(): number;
  /** System time in ms since 1970. */
  date(): number;
  /** A random number from 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** Calls `callback` after `milliseconds`. */
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Cancels a timer. Has no effect if it has fired or was cancelled, or for undefined. */
  clearTimeout(handle: unknown): void;
  /** Lets the process end before the timer has fired. Default: timers keep the process alive. */
  unref?(handle: unknown): void;
  /**
   * Identity of the timer implementation. After it has changed, timers that were set before may never fire, because a test
   * framework has replaced the implementation. Default: it never changes.
   */
  readonly source?: unknown;
  /**
   * Whether timers and promises belong to the incoming request that created them, as in Cloudflare Workers: a timer is cancelled
   * with its request, and only its request may settle a promise. Default: false.
   */
  readonly hasRequestContexts?: boolean | undefined;
}

const time = /* @__PURE__ */ new SteadyTime();

/**
 * The system's time and randomness. Fake timers of a test framework work whenever they are installed or uninstalled: time continues
 * from where it was.
 */
export const systemClock: Clock = {
  now: () => time.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  setTimeout(callback, milliseconds) {
    // Fake timers can be cleared only by the function that was installed along with them.
    const { setTimeout, clearTimeout } = globalThis;
    const delay = Math.min(milliseconds, LONGEST_TIMER);
    const due = time.now() + delay;
    // Not as arguments of the timer: replacements of setTimeout in tests may not pass them on.
    const fire = (): void => {
      time.reached(due);
      callback();
    };
    return { clearTimeout, handle: setTimeout(fire, delay) } satisfies SetTimer;
  },
  clearTimeout(timer) {
    if (timer === undefined) return;
    // The platform's function must not be called as a method.
    const { clearTimeout, handle } = timer as SetTimer;
    clearTimeout(handle);
  },
  unref(timer) {
    // In browsers, a timer is a number. A replacement of setTimeout in tests may return nothing.
    const { handle } = timer as { readonly handle?: { readonly unref?: () => void } };
    handle?.unref?.();
  },
  get source() {
    return globalThis.setTimeout;
  },
  get hasRequestContexts() {
    return hasRequestContexts();
  },
};

/** A timer of the platform, and the function that clears it. */
interface SetTimer {
  readonly clearTimeout: (handle: ReturnType<typeof setTimeout>) => void;
  readonly handle: ReturnType<typeof setTimeout>;
}

/** Timer delays are 32-bit integers; a longer delay would fire immediately. */
const LONGEST_TIMER = 2 ** 31 - 1;
