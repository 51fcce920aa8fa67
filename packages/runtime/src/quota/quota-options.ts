import type { Clock, Logger } from "../platform/index.js";
import type { QuotaLedger, QuotaState } from "./quota-ledger.js";
import type { MonthStart } from "./quota-month.js";
import type { QuotaStore } from "./quota-store.js";

/** The monthly quota, and what happens when it is nearly used up. */
export interface QuotaOptions {
  /** Name of the plan in the API. Either `plan` or `limit` is required. */
  readonly plan?: string | undefined;
  /** Requests allowed in a month, above 0. Overrides that of the plan. */
  readonly limit?: number | undefined;
  /** When the billing month begins. Default: with the calendar month in UTC, which may be wrong for an API that does not document it. */
  readonly monthStart?: MonthStart | undefined;
  /** Fractions of the limit at which `onWarning` is called, each above 0. Default: 0.8 and 0.95. */
  readonly warnAt?: readonly number[] | undefined;
  /**
   * Called once for each fraction and month in a process, before the request that reaches it is sent. An exception is
   * logged once. Default: the warning is logged.
   */
  readonly onWarning?: ((state: QuotaState) => void) | undefined;
  /**
   * The behavior of a call when the quota is used up. `throw`: it fails with a `QuotaExceededError` and nothing is sent. `warn`: it is
   * sent, and 1 is added to `warnAt`. Default: `throw`.
   */
  readonly whenSpent?: "throw" | "warn" | undefined;
  /**
   * Persists the count and shares it with other processes. The first store given for a base URL and key is used in the whole
   * process. Default: none; the count starts at 0 with the process.
   */
  readonly store?: QuotaStore | undefined;
}

/** Requests that each plan allows in a period; null: unlimited. Created by `monthlyQuota`. */
export interface QuotaPolicy {
  readonly period: "month";
  readonly plans: Readonly<Record<string, number | null>>;
  /**
   * Checks the option of a client; returns a function that creates the ledger once the key is known. It is a member so that programs
   * whose API has no plans do not bundle it.
   */
  readonly "~count": (options: QuotaOptions, context: QuotaContext) => (account: QuotaAccount) => QuotaLedger;
}

/** The parts of a client that a ledger uses. */
export interface QuotaContext {
  readonly policy: QuotaPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The identity whose requests are counted. */
export interface QuotaAccount {
  readonly baseURL: string;
  readonly apiKey: string | undefined;
}
