import type { Fetch } from "../../src/index.js";
import type { FakeClock } from "./fake-clock.js";
import { json } from "./shop.js";

/** The latency of a request and of its response, in ms. */
export interface Latency {
  readonly there: number;
  readonly back: number;
}

/**
 * A server in simulated time that accepts a number of requests in any window, and records when each arrived. With `penalty`,
 * it rejects all requests for a window after one exceeded the limit.
 */
export class StrictServer {
  readonly arrivals: number[] = [];
  /** The values of the `x-name` headers, in order of arrival. */
  readonly names: string[] = [];
  refused = 0;
  readonly #clock: FakeClock;
  readonly #latencyOf: (index: number) => Latency;
  readonly #limit: number;
  readonly #window: number;
  readonly #penalty: boolean;
  #admitted: number[] = [];
  #refusedUntil = 0;

  constructor(
    clock: FakeClock,
    latencyOf: (index: number) => Latency,
    limit = 20,
    window = 1000,
    { penalty = true } = {},
  ) {
    this.#penalty = penalty;
    this.#clock = clock;
    this.#latencyOf = latencyOf;
    this.#limit = limit;
    this.#window = window;
  }

  readonly fetch: Fetch = (_, init = {}) => {
    const { there, back } = this.#latencyOf(this.arrivals.length + this.#sent++);
    const name = new Headers(init.headers).get("x-name") ?? "";
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      this.#clock.setTimeout(() => {
        const isAdmitted = this.#admits(this.#clock.now());
        this.names.push(name);
        this.#clock.setTimeout(() => resolve(isAdmitted ? json({}) : json({}, 429)), back);
      }, there);
    });
  };

  /** The maximum number of arrivals in any half-open window. */
  get mostInAWindow(): number {
    const { arrivals } = this;
    let most = 0;
    let first = 0;
    for (let last = 0; last < arrivals.length; last++) {
      while ((arrivals[last] ?? 0) - (arrivals[first] ?? 0) >= this.#window) first++;
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  #sent = 0;

  #admits(now: number): boolean {
    this.arrivals.push(now);
    this.#admitted = this.#admitted.filter((at) => at > now - this.#window);
    if (now < this.#refusedUntil || this.#admitted.length >= this.#limit) {
      if (this.#penalty && now >= this.#refusedUntil) this.#refusedUntil = now + this.#window;
      this.refused++;
      return false;
    }
    this.#admitted.push(now);
    return true;
  }
}
