import { Alarm } from "../platform/index.js";
import type { PermitWaiter } from "./rate-limiter.js";
import type { Slots, Turns } from "./turns.js";
import { WaitingQueue } from "./waiting-queue.js";

/** Turns with one timer for all waiters, of which there may be very many. Returning a slot wakes the next waiter. */
export class SharedTurns implements Turns {
  readonly #slots: Slots;
  readonly #queue: WaitingQueue<PermitWaiter> = new WaitingQueue();
  readonly #alarm: Alarm;
  #isServing = false;

  constructor(slots: Slots) {
    this.#slots = slots;
    this.#alarm = new Alarm(slots.clock, () => this.changed());
  }

  get size(): number {
    return this.#queue.size;
  }

  add(waiter: PermitWaiter): void {
    // Most calls need not wait.
    if (!this.#isServing && this.#queue.size === 0 && this.#slots.available() > 0) {
      waiter.grant(this.#slots.take(waiter.ticket));
    } else {
      this.#queue.add(waiter);
      this.changed();
    }
  }

  remove(waiter: PermitWaiter): void {
    this.#queue.remove(waiter);
    this.changed();
  }

  /** Starts as many waiters as there are slots, then waits for the next slot. A waiter may return its permit immediately. */
  changed(): void {
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#queue.size > 0 && this.#slots.available() > 0) {
      const waiter = this.#queue.shift() as PermitWaiter;
      waiter.grant(this.#slots.take(waiter.ticket));
    }
    this.#isServing = false;
    this.#alarm.set(this.#queue.size === 0 ? Infinity : this.#slots.chance(0));
  }
}
