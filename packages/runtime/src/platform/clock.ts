/** Where the runtime takes time and randomness from; tests pass their own. */
export interface Clock {
  /** Milliseconds since some start; never jumps. */
  now(): number;
  /** Milliseconds since 1970, as the machine's calendar has them. */
  date(): number;
  /** A number from 0 to 1, without 1. */
  random(): number;
  /** Calls back after so many milliseconds. */
  setTimeout(callback: () => void, milliseconds: number): unknown;
  /** Takes a callback back; one that came already or was taken back is left alone, and so is undefined. */
  clearTimeout(handle: unknown): void;
}

/** The machine's own time and randomness. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  setTimeout: (callback, milliseconds) => setTimeout(callback, Math.min(milliseconds, LONGEST_TIMER)),
  clearTimeout: (handle) => clearTimeout(handle as number),
};

/** Timers count in 32 bits; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
