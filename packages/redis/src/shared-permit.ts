import type { RateLimitPermit } from "@copilot-sdk/runtime";

/** Outcome of a request. */
export type Outcome = "answered" | "refused" | "lost" | "unused";

/** A slot of the shared limit, held until the outcome of its request is reported. */
export class SharedPermit implements RateLimitPermit {
  readonly ticket: number;
  /** The slot of this process's own limit that the request takes, if there is such a limit. */
  own: RateLimitPermit | undefined;
  readonly #settle: (permit: SharedPermit, outcome: Outcome, pause: number) => void;
  #isOpen = true;

  /** @param settle Called once. `pause` is how long all processes pause after a 429, in ms. */
  constructor(ticket: number, settle: (permit: SharedPermit, outcome: Outcome, pause: number) => void) {
    this.ticket = ticket;
    this.#settle = settle;
  }

  answered(): void {
    this.#close("answered", (own) => own.answered());
  }

  refused(pause: number): void {
    this.#close("refused", (own) => own.refused(pause), pause);
  }

  lost(): void {
    this.#close("lost", (own) => own.lost());
  }

  unused(): void {
    this.#close("unused", (own) => own.unused());
  }

  #close(outcome: Outcome, tell: (own: RateLimitPermit) => void, pause = 0): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.own !== undefined) tell(this.own);
    this.#settle(this, outcome, pause);
  }
}
