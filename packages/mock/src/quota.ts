import { asObject, isObject, type JsonObject } from "./json.js";

/**
 * The requests that a plan allows each month, from `x-rate-limit.quota.plans` of the document; undefined if it is unlimited.
 *
 * @throws Error when the document has no such plan.
 */
export function readQuota(document: JsonObject, plan: string | undefined): number | undefined {
  if (plan === undefined) return undefined;
  const { plans } = asObject(asObject(document["x-rate-limit"]).quota);
  if (!isObject(plans) || !Object.hasOwn(plans, plan)) {
    const known = Object.keys(asObject(plans)).join(", ");
    throw new Error(
      `the document has no plan ${JSON.stringify(plan)}; ${known === "" ? "it has none" : `it has: ${known}`}`,
    );
  }
  const requests = plans[plan];
  return typeof requests === "number" ? requests : undefined;
}

/** Counts the requests of each key in each calendar month, in UTC. */
export class Quota {
  readonly #most: number;
  readonly #counts = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether a request is within the quota. Those that are not do not count. */
  admit(key: string, at: number): boolean {
    const month = `${new Date(at).toISOString().slice(0, 7)} ${key}`;
    const count = this.#counts.get(month) ?? 0;
    if (count >= this.#most) return false;
    this.#counts.set(month, count + 1);
    return true;
  }
}
