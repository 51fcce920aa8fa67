import type { RateLimitPermit, RateLimitPolicy, RateLimitState } from "@copilot-sdk/runtime";
import type { FallbackLimiter, LimiterPast } from "@copilot-sdk/runtime/limiter-kit";

/** Gets permits from a limiter of this process alone, one at a time, while they are wanted. */
export class FallbackPermits {
  readonly #make: (past: LimiterPast) => FallbackLimiter;
  readonly #give: (permit: RateLimitPermit) => void;
  #limiter: FallbackLimiter | undefined;
  #waiting: AbortController | undefined;
  #wanted = 0;

  /** @param give Receives a permit, and must settle it. */
  constructor(make: (past: LimiterPast) => FallbackLimiter, give: (permit: RateLimitPermit) => void) {
    this.#make = make;
    this.#give = give;
  }

  /** Starts over, because the limit was shared until now. */
  begin(past: LimiterPast): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#limiter = this.#make(past);
  }

  /** Sets how many permits are wanted now. */
  want(count: number): void {
    this.#wanted = count;
    if (count === 0) this.#waiting?.abort();
    else if (this.#waiting === undefined) void this.#wait();
  }

  /** Takes a slot for a request that was already sent. */
  occupy(ticket: number): RateLimitPermit | undefined {
    return this.#limiter?.occupy(ticket);
  }

  restrict(policy: RateLimitPolicy): void {
    this.#limiter?.restrict(policy);
  }

  /** Undefined if it was never needed. */
  state(): RateLimitState | undefined {
    return this.#limiter?.state();
  }

  async #wait(): Promise<void> {
    const limiter = this.#limiter;
    if (limiter === undefined) return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    const permit = await limiter.acquire({ signal: waiting.signal }).catch(() => undefined);
    if (this.#waiting === waiting) this.#waiting = undefined;
    if (permit !== undefined) {
      if (waiting.signal.aborted || this.#wanted === 0) permit.unused();
      else this.#give(permit);
    }
    if (this.#wanted > 0 && this.#waiting === undefined) void this.#wait();
  }
}
