import type { Pagination } from "./operation.js";
import type { quotaLedger } from "./quota-options.js";
import type { RateLimitPolicy } from "./rate-limiter.js";

/** What holds for a whole API: where it is, how one proves who one is, how often one may ask, how it pages. */
export interface ApiDescription {
  /** The API's name, for messages. */
  readonly name: string;
  /** Where the API is when neither the option nor the environment says otherwise. */
  readonly baseURL: string;
  /** Prefix of the environment variables: `<prefix>_API_KEY`, `<prefix>_BASE_URL`, `<prefix>_LOG`. */
  readonly environment: string;
  /** How the key travels. Absent: the API asks for none. */
  readonly authentication?: Authentication;
  /** How many requests the API takes. Absent: no limit. */
  readonly rateLimit?: RateLimitPolicy;
  /** How many requests each plan may send in a period. */
  readonly quota?: QuotaPolicy;
  /** How lists are paged, for the operations that do not say otherwise. */
  readonly pagination?: Pagination;
}

/** How the key of a request travels. The key of `basic` is `user:password`. */
export type Authentication =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "bearer" }
  | { readonly kind: "basic" };

/** Requests that each plan may send in one period; null is without limit. `monthlyQuota` makes it. */
export interface QuotaPolicy {
  readonly period: "month";
  readonly plans: Readonly<Record<string, number | null>>;
  /** Counts for a client. It is here so that a program whose API has no plans does not carry what counting needs. */
  readonly "~count": typeof quotaLedger;
}
