import type { RateLimitPermit } from "./rate-limiter.js";
import type { RoundTrip } from "./round-trip-floor.js";

/** What became of a request. */
export type Outcome = "answered" | "refused" | "lost" | "unused";

/** Told once what became of a permit's request, for a refusal with the milliseconds for which nobody sends anything. */
export type Settle = (trip: RoundTrip, outcome: Outcome, pause: number) => void;

/** A slot of a limit, until it is told what became of its request. */
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
