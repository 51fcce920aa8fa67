import type { Clock, Logger } from "../platform/index.js";
import type { QuotaLedger, QuotaState } from "./quota-ledger.js";
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

/** Requests that each plan may send in one period; null is without limit. `monthlyQuota` makes it. */
export interface QuotaPolicy {
  readonly period: "month";
  readonly plans: Readonly<Record<string, number | null>>;
  /**
   * Checks the option of a client, and counts for it once its key is known. It is here so that a program whose API has no
   * plans does not carry what counting needs.
   */
  readonly "~count": (options: QuotaOptions, context: QuotaContext) => (account: QuotaAccount) => QuotaLedger;
}

/** How a client counts. */
export interface QuotaContext {
  readonly policy: QuotaPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Whose requests are counted. */
export interface QuotaAccount {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
}
