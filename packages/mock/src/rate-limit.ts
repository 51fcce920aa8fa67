import { isObject, type JsonObject } from "./json.js";

/** The requests that one key may send in a time, and how long it is refused after it sent more. */
export interface RateLimit {
  /** Requests allowed in any `perSeconds` seconds. */
  readonly requests: number;
  /** Length of the sliding window, in seconds. */
  readonly perSeconds: number;
  /** How long every request is refused after the limit was exceeded, in seconds. */
  readonly recoverySeconds: number;
}

/** The limit that a document declares by `x-rate-limit`; undefined when it declares none. */
export function readRateLimit(document: JsonObject): RateLimit | undefined {
  const declared = document["x-rate-limit"];
  if (!isObject(declared)) return undefined;
  const { requests, perSeconds = 1, recoverySeconds = perSeconds } = declared;
  if (typeof requests !== "number" || typeof perSeconds !== "number" || typeof recoverySeconds !== "number") {
    throw new Error("x-rate-limit of the document must have numbers: requests, perSeconds, recoverySeconds");
  }
  return { requests, perSeconds, recoverySeconds };
}

/** Decides by the time of arrival which requests of each key are within the limit. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #admitted = new Map<string, number[]>();
  readonly #refusedUntil = new Map<string, number>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /**
   * Whether a request is within the limit. One that is not starts the recovery time, in which all are refused; refused requests
   * do not extend it.
   *
   * @param key Whose limit it is.
   * @param at When the request arrived, in milliseconds.
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
