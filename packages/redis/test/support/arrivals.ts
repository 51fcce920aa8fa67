import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimiter } from "@copilot-sdk/runtime";

/** The least time on the way to the server, and on the way back, in ms. */
export const SHORTEST_WAY = 5;

/** A server in this process that notes when requests arrive, after a way there and before a way back by chance. */
export class Arrivals {
  /** Milliseconds of each arrival, ascending. */
  readonly times: number[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
  }

  /** Makes a request by a limiter, and gives when its answer is there. */
  async request(limiter: RateLimiter): Promise<void> {
    const permit = await limiter.acquire();
    await this.#travel();
    this.times.push(performance.now());
    await this.#travel();
    permit.answered();
  }

  /** The most arrivals in any window of so many milliseconds, open at one end. */
  most(window: number): number {
    const { times } = this;
    let first = 0;
    let most = 0;
    for (let last = 0; last < times.length; last++) {
      while ((times[last] as number) - (times[first] as number) >= window) first++;
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** Timers count from when the program last looked at the clock, so they may fire early; nothing arrives early. */
  async #travel(): Promise<void> {
    const until = performance.now() + SHORTEST_WAY + this.#random() * 15;
    for (let rest = until - performance.now(); rest > 0; rest = until - performance.now()) await sleep(rest);
  }
}

/** Numbers from 0 to 1, the same for the same seed (a linear congruence of 32 bits). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
