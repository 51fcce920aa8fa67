import { isObject, type JsonObject } from "./json.js";

/** How many requests a key may send in a window, and how long it is rejected after exceeding that. */
export interface RateLimit {
  /** Requests allowed in any `perSeconds` seconds. */
  readonly requests: number;
  /** Length of the sliding window, in seconds. */
  readonly perSeconds: number;
  /** How long every request is rejected after the limit was exceeded, in seconds. */
  readonly recoverySeconds: number;
}

/** The limit that a document declares with `x-rate-limit`; undefined if it declares none. */
export function readRateLimit(document: JsonObject): RateLimit | undefined {
  const declared = document["x-rate-limit"];
  if (!isObject(declared)) return undefined;
  const { requests, perSeconds = 1, recoverySeconds = perSeconds } = declared;
  if (typeof requests !== "number" || typeof perSeconds !== "number" || typeof recoverySeconds !== "number") {
    throw new Error("x-rate-limit of the document must have numbers: requests, perSeconds, recoverySeconds");
  }
  return { requests, perSeconds, recoverySeconds };
}

/** Decides which requests of each key are within the limit, by their time of arrival. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #admitted = new Map<string, number[]>();
  readonly #refusedUntil = new Map<string, number>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /**
   * Whether a request is within the limit. A request above it starts the recovery time, in which all are rejected; rejected requests
   * do not extend it.
   *
   * @param key Identifies the limit.
   * @param at When the request arrived, in ms.
   */
  admit(key: string, at: number): boolean {
    if (at < (this.#refusedUntil.get(key) ?? Number.NEGATIVE_INFINITY)) return false;
    const windowStart = at - this.#limit.perSeconds * 1000;
    const recent = (this.#admitted.get(key) ?? []).filter((time) => time > windowStart);
    const within = recent.length < this.#limit.requests;
    if (within) recent.push(at);
    else this.#refusedUntil.set(key, at + this.#limit.recoverySeconds * 1000);
    this.#admitted.set(key, recent);
    return within;
  }
}
