import type { Presence, RollCall } from "../platform/index.js";
import type { RateLimitPermit } from "./rate-limiter.js";
import { type Outcome, Permit } from "./slot-permit.js";

/** A permit whose slot is returned even if its holder disappears without reporting an outcome. */
export class WatchedPermit extends Permit implements Presence {
  due = 0;
  timer: unknown;
  readonly #roll: RollCall;
  readonly #take: () => RateLimitPermit;
  #permit: RateLimitPermit;
  #isGone = false;
  #isOpen = true;

  /** @param take Takes a slot. */
  constructor(roll: RollCall, take: () => RateLimitPermit) {
    super();
    this.#roll = roll;
    this.#take = take;
    this.#permit = take();
    roll.stay(this, () => this.#comeBack());
  }

  get ticket(): number {
    return this.#permit.ticket;
  }

  gone(): void {
    this.#isGone = true;
    this.#permit.lost();
  }

  /** A program that was busy for a long time looks as if it had gone. Its request counts again from now on. */
  #comeBack(): void {
    if (this.#isGone) this.#permit = this.#take();
    this.#isGone = false;
  }

  protected report(outcome: Outcome, pause: number): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#roll.forget(this);
    this.#comeBack();
    this.#permit[outcome](pause);
  }
}
