import type { RateLimitPermit } from "./rate-limiter.js";
import type { RoundTrip } from "./round-trip-floor.js";

/** Outcome of a request. */
export type Outcome = "answered" | "refused" | "lost" | "unused";

/** Called once with the outcome of a permit's request. `pause` is how long nothing is sent after a 429, in ms. */
export type Settle = (trip: RoundTrip, outcome: Outcome, pause: number) => void;

/** Passes each outcome on to one method. */
export abstract class Permit implements RateLimitPermit {
  abstract readonly ticket: number;

  answered(): void {
    this.report("answered", 0);
  }

  refused(pause: number): void {
    this.report("refused", pause);
  }

  lost(): void {
    this.report("lost", 0);
  }

  unused(): void {
    this.report("unused", 0);
  }

  /** @param pause How long nothing is sent after a 429, in ms. */
  protected abstract report(outcome: Outcome, pause: number): void;
}

/** A slot of a limit, held until the outcome of its request is reported. */
export class SlotPermit extends Permit {
  readonly ticket: number;
  readonly #trip: RoundTrip;
  #settle: Settle | undefined;

  constructor(ticket: number, trip: RoundTrip, settle: Settle) {
    super();
    this.ticket = ticket;
    this.#trip = trip;
    this.#settle = settle;
  }

  protected report(outcome: Outcome, pause: number): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(this.#trip, outcome, pause);
  }
}
