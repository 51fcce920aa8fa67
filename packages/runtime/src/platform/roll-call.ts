import type { Clock } from "./clock.js";

/**
 * Something that belongs to an incoming request and ends with it, without a word. While the request is there, its timer
 * fires when it is due: that is the sign of life that others see.
 */
export interface Presence {
  /** When its timer fires. */
  due: number;
  timer: unknown;
  /** Its request has ended. */
  gone(): void;
}

/** Knows who is present, and notices who is gone. */
export class RollCall {
  readonly #clock: Clock;
  readonly #present: Set<Presence> = new Set();
  #calledAt = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets the timer of one who is present, in place of the one before. */
  wait(presence: Presence, milliseconds: number, callback: () => void): void {
    const clock = this.#clock;
    const fire = (): void => {
      // Another request may have forgotten it, but cannot cancel its timer.
      if (presence.timer !== timer) return;
      this.check(clock.now() - presence.due);
      callback();
    };
    const timer = clock.setTimeout(fire, milliseconds);
    presence.timer = timer;
    presence.due = clock.now() + milliseconds;
    this.#present.add(presence);
  }

  /** Shows that someone is still there, until it is forgotten. */
  stay(presence: Presence, back?: () => void): void {
    this.wait(presence, BEAT, () => {
      back?.();
      this.stay(presence, back);
    });
  }

  /** Forgets one who leaves, with its timer. */
  forget(presence: Presence): void {
    this.#present.delete(presence);
    this.#clock.clearTimeout(presence.timer);
    presence.timer = undefined;
  }

  /**
   * Notices who is gone.
   *
   * @param lateness Milliseconds by which the one who asks is late itself: then others may be late by as much.
   */
  check(lateness = 0): void {
    const now = this.#clock.now();
    if (now - this.#calledAt < PATIENCE / 4) return;
    this.#calledAt = now;
    for (const presence of this.#present) {
      if (now - presence.due <= PATIENCE + lateness) continue;
      this.#present.delete(presence);
      presence.gone();
    }
  }
}

/** Milliseconds by which a timer may be late while its request is still there. */
const PATIENCE = 250;

/** Milliseconds between two signs of life. */
const BEAT = 250;
