import type { RateLimiter, RateLimitPermit, RateLimitPolicy, RateLimitState } from "@copilot-sdk/runtime";

/** Gets permits of a limiter of this process alone, one at a time, for as long as they are wanted. */
export class FallbackPermits {
  readonly #make: () => RateLimiter;
  readonly #give: (permit: RateLimitPermit) => void;
  #limiter: RateLimiter | undefined;
  #waiting: AbortController | undefined;
  #wanted = 0;

  /** @param give Takes a permit; it must say what became of it. */
  constructor(make: () => RateLimiter, give: (permit: RateLimitPermit) => void) {
    this.#make = make;
    this.#give = give;
  }

  /** Says how many are wanted now, in place of what was said before. */
  want(count: number): void {
    this.#wanted = count;
    if (count === 0) this.#waiting?.abort();
    else if (this.#waiting === undefined) void this.#wait();
  }

  restrict(policy: RateLimitPolicy): void {
    this.#limiter?.restrict(policy);
  }

  /** Undefined while it was never needed. */
  state(): RateLimitState | undefined {
    return this.#limiter?.state();
  }

  async #wait(): Promise<void> {
    this.#limiter ??= this.#make();
    const waiting = new AbortController();
    this.#waiting = waiting;
    const permit = await this.#limiter.acquire({ signal: waiting.signal }).catch(() => undefined);
    this.#waiting = undefined;
    if (permit !== undefined) {
      if (waiting.signal.aborted || this.#wanted === 0) permit.unused();
      else this.#give(permit);
    }
    if (this.#wanted > 0 && this.#waiting === undefined) void this.#wait();
  }
}
