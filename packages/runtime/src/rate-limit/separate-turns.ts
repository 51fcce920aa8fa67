import { type Presence, RollCall } from "../platform/index.js";
import type { PermitWaiter } from "./rate-limiter.js";
import type { Slots, Turns } from "./turns.js";
import { WaitingQueue } from "./waiting-queue.js";
import { WatchedPermit } from "./watched-permit.js";

/**
 * Turns for platforms where each waiter belongs to an incoming request. Other requests cannot use its timers and promises, and it
 * may end at any moment without notice. Therefore no waiter wakes another. Each has its own timer, and when that fires, it takes a
 * slot if there are more free slots than waiters before it. A waiter that does not check in time is skipped.
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
    // Each waiter checks for itself.
  }

  /** Takes a slot for a waiter if it is its turn, otherwise checks again later. */
  #look(waiter: PermitWaiter): void {
    // A waiter that checks late has been skipped; it gets its place back.
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

  /** Delay in ms until a waiter checks again: when its slot may be free, but soon enough to notice that others have left. */
  #delay(before: number): number {
    const wait = this.#slots.chance(before) - this.#slots.clock.now();
    const patience = Math.min(
      LONGEST_PATIENCE,
      Math.max(SHORTEST_PATIENCE, (before * this.#slots.pace()) / 4),
    );
    return Math.max(1, Math.ceil(Math.min(wait, patience)));
  }
}

/** How often waiters at the front check for changes, and those far behind, in ms. */
const SHORTEST_PATIENCE = 250;
const LONGEST_PATIENCE = 1_000;
