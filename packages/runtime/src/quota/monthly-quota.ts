import { ConfigurationError, checkKind, checkOption } from "../errors/index.js";
import { accountName, guarded, registryOf } from "../platform/index.js";
import { QuotaCount } from "./quota-count.js";
import { QuotaLedger } from "./quota-ledger.js";
import type { QuotaAccount, QuotaContext, QuotaOptions, QuotaPolicy } from "./quota-options.js";

/**
 * Describes an API with a monthly quota, for its `ApiDescription`. Its clients then take the option `quota`. All clients of one
 * base URL and key share one count in the process, even across two copies of this package.
 *
 * @example
 * const api: ApiDescription = { name, baseURL, environment, quota: monthlyQuota({ plans: { small: 2000, large: null } }) };
 */
export function monthlyQuota({ plans }: Pick<QuotaPolicy, "plans">): QuotaPolicy {
  return { period: "month", plans, "~count": quotaLedger };
}

/**
 * Checks the option of a client. The function it returns creates the ledger once the key is known, and throws nothing.
 *
 * @throws ConfigurationError when an option is invalid.
 */
export function quotaLedger(
  options: QuotaOptions,
  { policy, clock, logger }: QuotaContext,
): (account: QuotaAccount) => QuotaLedger {
  const { monthStart, warnAt = [0.8, 0.95], onWarning, whenSpent = "throw", store } = options;
  const { day = 1, utcOffset = 0 } = monthStart ?? {};
  const limit = limitOf(options, policy);
  check("limit", limit, limit === Infinity || isWholeWithin(limit, 1, Infinity));
  check("monthStart.day", day, isWholeWithin(day, 1, 28));
  check("monthStart.utcOffset", utcOffset, isWholeWithin(utcOffset, -720, 840));
  check("warnAt", warnAt, Array.isArray(warnAt) && warnAt.every((each) => each > 0 && each < Infinity));
  check("whenSpent", whenSpent, whenSpent === "throw" || whenSpent === "warn");
  checkKind("quota.onWarning", onWarning, typeof onWarning === "function", "a function");
  checkKind("quota.store", store, typeof store?.open === "function", "a QuotaStore");

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
  return (account) => {
    const counts = registryOf<QuotaCount>("quotas 1", clock);
    const name = accountName(account);
    const count = counts.get(name) ?? new QuotaCount();
    counts.set(name, count);
    if (store !== undefined) count.attach(store, name, clock, logger);
    return new QuotaLedger(rules, count);
  };
}

function limitOf({ plan, limit }: QuotaOptions, { plans }: QuotaPolicy): number {
  if (plan !== undefined && !Object.hasOwn(plans, plan)) {
    const known = Object.keys(plans).join(", ") || "none";
    throw new ConfigurationError(`quota.plan cannot be ${plan}; known plans: ${known}`);
  }
  if (limit !== undefined) return limit;
  if (plan === undefined) throw new ConfigurationError("quota needs a plan or a limit");
  return plans[plan] ?? Infinity;
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function check(name: string, value: unknown, isValid: boolean): void {
  checkOption(`quota.${name}`, value, isValid);
}
