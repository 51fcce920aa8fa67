import { setTimeout as sleep } from "node:timers/promises";
import type { RateLimiter } from "@copilot-sdk/runtime";

/** The minimum time to the server, and back, in ms. */
export const SHORTEST_WAY = 5;

/** A server in this process that records when requests arrive, with random delays in both directions. */
export class Arrivals {
  /** Time of each arrival in ms, ascending. */
  readonly times: number[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
  }

  /** Sends a request through a limiter; resolves when its response is received. */
  async request(limiter: RateLimiter): Promise<void> {
    const permit = await limiter.acquire();
    await this.#travel();
    this.times.push(performance.now());
    await this.#travel();
    permit.answered();
  }

  /** Maximum number of arrivals in any window of this length in ms, open at one end. */
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

  /** Timers count from when the program last read the clock, so they may fire early. No request may arrive early. */
  async #travel(): Promise<void> {
    const until = performance.now() + SHORTEST_WAY + this.#random() * 15;
    for (let rest = until - performance.now(); rest > 0; rest = until - performance.now()) await sleep(rest);
  }
}

/** Pseudorandom numbers from 0 to 1 (a linear congruential generator of 32 bits). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
