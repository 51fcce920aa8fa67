import type { Clock } from "./clock.js";

/**
 * Something that belongs to an incoming request and ends with it, without notice. While the request is alive, its timer fires when
 * due: that is the heartbeat that others see.
 */
export interface Presence {
  /** When its timer is due. */
  due: number;
  timer: unknown;
  /** Called when its request has ended. */
  gone(): void;
}

/** Keeps track of who is present, and detects who is gone. */
export class RollCall {
  readonly #clock: Clock;
  readonly #present: Set<Presence> = new Set();
  #calledAt = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets the timer of a presence, replacing the pending one. */
  wait(presence: Presence, milliseconds: number, callback: () => void): void {
    const clock = this.#clock;
    const fire = (): void => {
      // Another request may have removed the presence, but cannot cancel its timer.
      if (presence.timer !== timer) return;
      this.check(clock.now() - presence.due);
      callback();
    };
    const timer = clock.setTimeout(fire, milliseconds);
    presence.timer = timer;
    presence.due = clock.now() + milliseconds;
    this.#present.add(presence);
  }

  /** Sends heartbeats for a presence until `forget` is called. */
  stay(presence: Presence, back?: () => void): void {
    this.wait(presence, BEAT, () => {
      back?.();
      this.stay(presence, back);
    });
  }

  /** Removes a presence and cancels its timer. */
  forget(presence: Presence): void {
    this.#present.delete(presence);
    this.#clock.clearTimeout(presence.timer);
    presence.timer = undefined;
  }

  /**
   * Detects who is gone.
   *
   * @param lateness How late the caller itself is, in ms: others may be late by as much.
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

/** How late a timer may be while its request is still alive, in ms. */
const PATIENCE = 250;

/** Interval between two heartbeats, in ms. */
const BEAT = 250;
