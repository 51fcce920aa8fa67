import type { Clock, Logger } from "../platform/index.js";
import type { QuotaLedger } from "../quota/index.js";
import type { CallLimiter } from "../rate-limit/index.js";
import type { CallObserver, DataObserver } from "./call-event.js";
import type { Credentials } from "./credentials.js";
import type { Middleware } from "./middleware.js";
import type { Send } from "./outgoing.js";
import type { HeaderValues } from "./request-options.js";
import type { RetryBudget } from "./retry-budget.js";
import type { Secrets } from "./secrets.js";

/** What a call needs from its client. */
export interface CallSettings {
  readonly credentials: Credentials;
  /** What its logs and errors must not show. */
  readonly secrets: Secrets;
  /** Without a slash at its end. */
  readonly baseURL: string;
  /** Time limit of an attempt, in milliseconds. */
  readonly timeout: number;
  readonly maxRetries: number;
  /** The largest body of a response that is read, in bytes after decompression. */
  readonly maxResponseBytes: number;
  /** Sends a request and logs it. */
  readonly send: Send;
  /** The header `user-agent`; undefined: the platform's own. */
  readonly userAgent: string | undefined;
  readonly defaultHeaders: HeaderValues | undefined;
  readonly logger: Logger;
  readonly middleware: readonly Middleware[];
  /** Never throws. */
  readonly onEvent: CallObserver | undefined;
  /** Never throws. */
  readonly onData: DataObserver | undefined;
  readonly limiter: CallLimiter | undefined;
  readonly maxQueue: number;
  /** How long the server refuses requests after one too many, in seconds. */
  readonly recoverySeconds: number;
  readonly quota: QuotaLedger | undefined;
  readonly clock: Clock;
  /** Retries left, shared by all calls of the client. */
  readonly retryBudget: RetryBudget;
}
