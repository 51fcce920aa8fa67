import { type Presence, RollCall } from "../platform/index.js";
import type { PermitWaiter } from "./rate-limiter.js";
import type { Slots, Turns } from "./turns.js";
import { WaitingQueue } from "./waiting-queue.js";
import { WatchedPermit } from "./watched-permit.js";

/**
 * Turns where each waiter belongs to an incoming request, whose timers and promises no other request may touch, and which
 * may end at any moment without a word. So nobody wakes another: each has a timer of its own, and when that fires it takes
 * a slot if there are more than waiters before it. Those who did not look when they were due are passed over.
 */
export class SeparateTurns implements Turns {
  readonly #slots: Slots;
  readonly #queue: WaitingQueue<PermitWaiter> = new WaitingQueue();
  readonly #presences: WeakMap<PermitWaiter, Presence> = new WeakMap();
  readonly #roll: RollCall;

  constructor(slots: Slots) {
    this.#slots = slots;
    this.#roll = new RollCall(slots.clock);
  }

  get size(): number {
    this.#roll.check();
    return this.#queue.size;
  }

  add(waiter: PermitWaiter): void {
    this.#roll.check();
    this.#presences.set(waiter, { due: 0, timer: undefined, gone: () => this.#queue.remove(waiter) });
    this.#look(waiter);
  }

  remove(waiter: PermitWaiter): void {
    const presence = this.#presences.get(waiter);
    if (presence !== undefined) this.#roll.forget(presence);
    this.#queue.remove(waiter);
  }

  changed(): void {
    // Everyone looks for themselves.
  }

  /** Takes a slot for a waiter if its turn has come, otherwise looks again later. */
  #look(waiter: PermitWaiter): void {
    // One who looks late has been passed over, and gets its place back.
    if (waiter.index < 0) this.#queue.add(waiter);
    const before = this.#queue.rank(waiter);
    if (this.#slots.available() > before) {
      this.remove(waiter);
      waiter.grant(new WatchedPermit(this.#roll, () => this.#slots.take(waiter.ticket)));
      return;
    }
    const presence = this.#presences.get(waiter) as Presence;
    this.#roll.wait(presence, this.#delay(before), () => this.#look(waiter));
  }

  /** Milliseconds until a waiter looks again: when its slot may be free, but soon enough to see that others have left. */
  #delay(before: number): number {
    const wait = this.#slots.chance(before) - this.#slots.clock.now();
    const patience = Math.min(
      LONGEST_PATIENCE,
      Math.max(SHORTEST_PATIENCE, (before * this.#slots.pace()) / 4),
    );
    return Math.max(1, Math.ceil(Math.min(wait, patience)));
  }
}

/** Milliseconds after which those who are next look whether something has changed, and those far behind. */
const SHORTEST_PATIENCE = 250;
const LONGEST_PATIENCE = 1_000;
