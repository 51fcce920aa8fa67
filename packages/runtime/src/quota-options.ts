import type { QuotaPolicy } from "./api-description.js";
import { guarded } from "./call-event.js";
import { checkOption } from "./check-option.js";
import type { Clock } from "./clock.js";
import { ConfigurationError } from "./errors.js";
import type { Logger } from "./logger.js";
import { fingerprint, registryOf } from "./process-registry.js";
import { QuotaCount } from "./quota-count.js";
import { QuotaLedger, type QuotaState } from "./quota-ledger.js";
import type { MonthStart } from "./quota-month.js";
import type { QuotaStore } from "./quota-store.js";

/** How many requests may be sent in a month, and what happens near the end of them. */
export interface QuotaOptions {
  /** Name of the plan, as the API calls it. `plan` or `limit` must be there. */
  readonly plan?: string | undefined;
  /** Requests in a month, above 0, in place of the plan's. */
  readonly limit?: number | undefined;
  /** When the month begins. Default: with the calendar's month in UTC; an API that does not say may mean another. */
  readonly monthStart?: MonthStart | undefined;
  /** Fractions of the limit at which `onWarning` is called, each above 0. Default: 0.8 and 0.95. */
  readonly warnAt?: readonly number[] | undefined;
  /**
   * Called once for each fraction and month of a process, before the request that reaches it is sent. What it throws is
   * logged once. Default: the warning is logged.
   */
  readonly onWarning?: ((state: QuotaState) => void) | undefined;
  /**
   * What a call does when the month's requests are spent. `throw`: it fails with a `QuotaExceededError` and nothing is
   * sent. `warn`: it is sent, and 1 is among the fractions that are warned of. Default: `throw`.
   */
  readonly whenSpent?: "throw" | "warn" | undefined;
  /**
   * Keeps the count beyond the process, and shares it with others. Of all stores given for one address and key in a
   * process the first is used. Default: none, the count is as old as the process.
   */
  readonly store?: QuotaStore | undefined;
}

/** Who counts. */
export interface QuotaContext {
  readonly policy: QuotaPolicy;
  readonly baseURL: string;
  readonly apiKey: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes the policy of an API that allows so many requests a month, for its description. Its clients then have the option
 * `quota`; all clients of one address and key count together in the whole process, even those of two copies of this package.
 *
 * @example
 * const api: ApiDescription = { name, baseURL, environment, quota: monthlyQuota({ plans: { small: 2000, large: null } }) };
 */
export function monthlyQuota({ plans }: Pick<QuotaPolicy, "plans">): QuotaPolicy {
  return { period: "month", plans, "~count": quotaLedger };
}

/** @throws ConfigurationError when an option is wrong. */
export function quotaLedger(options: QuotaOptions, context: QuotaContext): QuotaLedger {
  const { monthStart, warnAt = [0.8, 0.95], onWarning, whenSpent = "throw", store } = options;
  const { day = 1, utcOffset = 0 } = monthStart ?? {};
  const { baseURL, apiKey, clock, logger } = context;
  const limit = limitOf(options, context.policy);
  check("limit", limit, limit === Infinity || isWholeWithin(limit, 1, Infinity));
  check("monthStart.day", day, isWholeWithin(day, 1, 28));
  check("monthStart.utcOffset", utcOffset, isWholeWithin(utcOffset, -720, 840));
  check("warnAt", warnAt, Array.isArray(warnAt) && warnAt.every((each) => each > 0 && each < Infinity));
  check("whenSpent", whenSpent, whenSpent === "throw" || whenSpent === "warn");

  const counts = registryOf<QuotaCount>("quotas 1", clock);
  const name = fingerprint(`${baseURL}\n${apiKey ?? ""}`);
  const count = counts.get(name) ?? new QuotaCount();
  counts.set(name, count);
  if (store !== undefined) count.attach(store, name, clock, logger);
  const fractions = whenSpent === "warn" ? [...warnAt, 1] : [...warnAt];
  const rules = {
    ...options,
    limit,
    warnAt: fractions.sort((a, b) => a - b),
    warned: onWarning,
    onWarning: guarded("quota.onWarning", onWarning, logger),
    clock,
    logger,
  };
  return new QuotaLedger(rules, count);
}

function limitOf({ plan, limit }: QuotaOptions, { plans }: QuotaPolicy): number {
  if (plan !== undefined && !Object.hasOwn(plans, plan)) {
    const known = Object.keys(plans).join(", ") || "none";
    throw new ConfigurationError(`quota.plan cannot be ${plan}; the API's plans: ${known}`);
  }
  if (limit !== undefined) return limit;
  if (plan === undefined) throw new ConfigurationError("quota needs a plan or a limit");
  return plans[plan] ?? Infinity;
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function check(name: string, value: unknown, isRight: boolean): void {
  checkOption(`quota.${name}`, value, isRight);
}
