import type { Authentication } from "../calls/index.js";
import type { Pagination } from "../operations/index.js";
import type { QuotaPolicy } from "../quota/index.js";
import type { RateLimitPolicy } from "../rate-limit/index.js";

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
