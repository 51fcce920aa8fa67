import type { ClientParameterPolicy } from "../client-parameters/index.js";
import type { ServerSettings } from "../operations/index.js";
import type { Clock, Logger } from "../platform/index.js";
import type { QuotaLedger } from "../quota/index.js";
import type { CallLimiter } from "../rate-limit/index.js";
import type { Auth } from "./auth.js";
import type { CallObserver, DataObserver } from "./call-event.js";
import type { Credentials } from "./credentials.js";
import type { Middleware } from "./middleware.js";
import type { Send } from "./outgoing.js";
import type { HeaderValues } from "./request-options.js";
import type { RetryBudget } from "./retry-budget.js";
import type { Secrets } from "./secrets.js";

/** Client settings that a call needs. */
export interface CallSettings extends ServerSettings {
  readonly api: ServerSettings["api"] & { readonly parameters?: ClientParameterPolicy };
  /** Credentials that are the same for all requests. */
  readonly credentials: Credentials;
  /** Adds other credentials to each attempt; undefined: there are none. */
  readonly auth?: Auth;
  /** Secrets to hide in logs and errors. */
  readonly secrets: Secrets;
  /** Without a trailing slash. */
  readonly baseURL: string;
  /** Time limit of an attempt, in ms. */
  readonly timeout: number;
  readonly maxRetries: number;
  /** Maximum size of a response body, in bytes after decompression. */
  readonly maxResponseBytes: number;
  /** Sends a request and logs it. */
  readonly send: Send;
  /** The `user-agent` header; undefined: the platform's default. */
  readonly userAgent: string | undefined;
  readonly defaultHeaders: HeaderValues | undefined;
  readonly logger: Logger;
  readonly middleware: readonly Middleware[];
  /** Never throws. */
  readonly onEvent: CallObserver | undefined;
  /** Never throws. */
  readonly onData: DataObserver | undefined;
  readonly limiter?: CallLimiter | undefined;
  readonly maxQueue: number;
  /** How long the server rejects requests after the limit was exceeded, in seconds. */
  readonly recoverySeconds: number;
  readonly quota?: QuotaLedger | undefined;
  readonly clock: Clock;
  /** Remaining retries, shared by all calls of the client. */
  readonly retryBudget: RetryBudget;
}
