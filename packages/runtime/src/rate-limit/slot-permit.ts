import type { RateLimitPermit } from "./rate-limiter.js";
import type { RoundTrip } from "./round-trip-floor.js";

/** Outcome of a request. */
export type Outcome = "answered" | "refused" | "lost" | "unused";

/** Called once with the outcome of a permit's request. `pause` is how long nothing is sent after a 429, in ms. */
export type Settle = (trip: RoundTrip, outcome: Outcome, pause: number) => void;

/** A slot of a limit, held until the outcome of its request is reported. */
export class SlotPermit implements RateLimitPermit {
  readonly ticket: number;
  readonly #trip: RoundTrip;
  #settle: Settle | undefined;

  constructor(ticket: number, trip: RoundTrip, settle: Settle) {
    this.ticket = ticket;
    this.#trip = trip;
    this.#settle = settle;
  }

  answered(): void {
    this.#tell("answered");
  }

  refused(pause: number): void {
    this.#tell("refused", pause);
  }

  lost(): void {
    this.#tell("lost");
  }

  unused(): void {
    this.#tell("unused");
  }

  #tell(outcome: Outcome, pause = 0): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(this.#trip, outcome, pause);
  }
}
