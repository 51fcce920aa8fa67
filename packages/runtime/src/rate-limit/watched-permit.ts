import type { Presence, RollCall } from "../platform/index.js";
import type { RateLimitPermit } from "./rate-limiter.js";

/** A permit whose slot is returned even if its holder disappears without reporting an outcome. */
export class WatchedPermit implements RateLimitPermit, Presence {
  due = 0;
  timer: unknown;
  readonly #roll: RollCall;
  readonly #take: () => RateLimitPermit;
  #permit: RateLimitPermit;
  #isGone = false;
  #isOpen = true;

  /** @param take Takes a slot. */
  constructor(roll: RollCall, take: () => RateLimitPermit) {
    this.#roll = roll;
    this.#take = take;
    this.#permit = take();
    roll.stay(this, () => this.#comeBack());
  }

  get ticket(): number {
    return this.#permit.ticket;
  }

  answered(): void {
    this.#close()?.answered();
  }

  refused(pause: number): void {
    this.#close()?.refused(pause);
  }

  lost(): void {
    this.#close()?.lost();
  }

  unused(): void {
    this.#close()?.unused();
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

  #close(): RateLimitPermit | undefined {
    if (!this.#isOpen) return undefined;
    this.#isOpen = false;
    this.#roll.forget(this);
    this.#comeBack();
    return this.#permit;
  }
}
