import type { SecurityPolicy } from "../auth/index.js";
import type { Authentication } from "../calls/index.js";
import type { ClientParameterPolicy } from "../client-parameters/index.js";
import type { Pagination } from "../operations/index.js";
import type { QuotaPolicy } from "../quota/index.js";
import type { RateLimitPolicy } from "../rate-limit/index.js";
import type { ServerPolicy } from "../servers/index.js";

/** Describes an API: its address, authentication, rate limit and pagination. */
export interface ApiDescription {
  /** Name of the API, for error messages. */
  readonly name: string;
  /** Base URL, unless the option or the environment overrides it. */
  readonly baseURL: string;
  /** Prefix of the environment variables: `<prefix>_API_KEY`, `<prefix>_BASE_URL`, `<prefix>_LOG`. */
  readonly environment: string;
  /** Name and version of the client in the `user-agent` header, such as `shop-sdk` and `1.2.3`. Absent: they are not sent. */
  readonly product?: { readonly name: string; readonly version: string };
  /** How the key is sent, for an API with only one. Absent: the API requires no key, or has `security`. */
  readonly authentication?: Authentication;
  /** The security schemes of an API with several, or with tokens, from `securitySchemes` of `@copilot-sdk/runtime/auth`. */
  readonly security?: SecurityPolicy;
  /** The servers that callers may choose from, from `serverChoice` of `@copilot-sdk/runtime/servers`. Absent: only `baseURL`. */
  readonly servers?: ServerPolicy;
  /** The parameters that clients have for all calls, from `clientParameters` of `@copilot-sdk/runtime/client-parameters`. Absent: none. */
  readonly parameters?: ClientParameterPolicy;
  /** Maximum number of retries of a failed request, unless the client's option overrides it. Absent: 2. */
  readonly maxRetries?: number;
  /** The API's rate limit. Absent: none. */
  readonly rateLimit?: RateLimitPolicy;
  /** The monthly quota of each plan. Absent: none. */
  readonly quota?: QuotaPolicy;
  /** How lists are paged, unless an operation overrides it. */
  readonly pagination?: Pagination;
}
