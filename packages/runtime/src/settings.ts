import type { ApiDescription } from "./api-description.js";
import { type CallObserver, type DataObserver, guarded } from "./call-event.js";
import { logged } from "./call-log.js";
import { checkOption } from "./check-option.js";
import { type Clock, systemClock } from "./clock.js";
import { type Credentials, credentialsOf } from "./credentials.js";
import { isBrowser, readEnvironment } from "./environment.js";
import { ConfigurationError } from "./errors.js";
import { sharedRateLimiter } from "./limiter-registry.js";
import { isLogLevel, type Logger, type LogLevel, levelledLogger } from "./logger.js";
import type { Middleware } from "./middleware.js";
import type { ClientOptions, Fetch, HeaderValues, RateLimitOptions } from "./options.js";
import type { QuotaLedger } from "./quota-ledger.js";
import type { CallLimiter, RateLimitPolicy } from "./rate-limiter.js";
import { RetryBudget } from "./retry-budget.js";
import { type Send, sendBy } from "./send.js";

/** A client's options with the environment and the defaults in them, checked. */
export interface Settings {
  readonly api: ApiDescription;
  readonly apiKey: string | undefined;
  readonly credentials: Credentials;
  /** Without a slash at its end. */
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly fetch: Fetch;
  /** The same, logged. */
  readonly send: Send;
  readonly defaultHeaders: HeaderValues | undefined;
  readonly logger: Logger;
  readonly middleware: readonly Middleware[];
  /** Never throws. */
  readonly onEvent: CallObserver | undefined;
  /** Never throws. */
  readonly onData: DataObserver | undefined;
  readonly limiter: CallLimiter | undefined;
  readonly maxQueue: number;
  /** How long the server refuses requests once one was too many, in seconds. */
  readonly recoverySeconds: number;
  readonly quota: QuotaLedger | undefined;
  readonly clock: Clock;
  /** The retries that all calls of the client may still make. */
  readonly retryBudget: RetryBudget;
}

/** @throws ConfigurationError when an option is wrong, the key is missing, or the client is in a browser. */
export function resolveSettings(api: ApiDescription, options: ClientOptions): Settings {
  const { timeout = 60_000, maxRetries = 2, clock = systemClock, rateLimit, quota } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  checkOption("timeout", timeout, timeout > 0);
  checkOption("maxRetries", maxRetries, maxRetries >= 0);
  if (quota !== undefined && api.quota === undefined) {
    throw new ConfigurationError(`quota: ${api.name} has no plans, so that no requests are counted`);
  }
  const apiKey = api.authentication && keyOf(api, options);
  const baseURL = addressOf(api, options);
  const logLevel = logLevelOf(api, options);
  const logger = levelledLogger(options.logger ?? console, logLevel);
  const credentials = apiKey === undefined ? {} : credentialsOf(api.authentication, apiKey);
  const shared = { baseURL, apiKey: options.account ?? apiKey, clock, logger };
  const changes = rateLimit === false ? undefined : (rateLimit ?? {});
  const policy = changes && policyOf(api.rateLimit, changes);
  return {
    api,
    apiKey,
    credentials,
    baseURL,
    timeout,
    maxRetries,
    fetch,
    send: logged(sendBy(fetch), { logger, logLevel, clock, apiKey, credentials }),
    defaultHeaders: options.defaultHeaders,
    logger,
    middleware: options.middleware ?? [],
    onEvent: guarded("onEvent", options.onEvent, logger),
    onData: guarded("onData", options.onData, logger),
    limiter: policy && sharedRateLimiter({ ...shared, policy, ...changes }),
    maxQueue: changes?.maxQueue ?? Infinity,
    recoverySeconds: (policy ?? api.rateLimit)?.recoverySeconds ?? 1,
    quota: quota && api.quota?.["~count"](quota, { ...shared, policy: api.quota }),
    clock,
    retryBudget: new RetryBudget(),
  };
}

function keyOf(api: ApiDescription, { apiKey, dangerouslyAllowBrowser }: ClientOptions): string {
  const variable = `${api.environment}_API_KEY`;
  const key = apiKey ?? readEnvironment(variable);
  if (!key) throw new ConfigurationError(`no ${api.name} key: pass the option apiKey or set ${variable}`);
  if (typeof key !== "string" || !/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(key)) {
    const source = apiKey === undefined ? variable : "the option apiKey";
    throw new ConfigurationError(`${source} cannot be a key: it holds a character that no header may`);
  }
  if (dangerouslyAllowBrowser !== true && isBrowser()) {
    throw new ConfigurationError(
      `in a browser everyone can read the ${api.name} key. Call the API from a server, or set dangerouslyAllowBrowser.`,
    );
  }
  return key;
}

function addressOf(api: ApiDescription, options: ClientOptions): string {
  const text = options.baseURL ?? readEnvironment(`${api.environment}_BASE_URL`) ?? api.baseURL;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:[^?#]*$/.test(url.href) || url.username || url.password) {
    throw new ConfigurationError("baseURL must be an http(s) address without user, query and fragment");
  }
  return url.href.replace(/\/+$/, "");
}

function logLevelOf(api: ApiDescription, { logLevel }: ClientOptions): LogLevel {
  checkOption("logLevel", logLevel, logLevel === undefined || isLogLevel(logLevel));
  const fromEnvironment = readEnvironment(`${api.environment}_LOG`);
  return logLevel ?? (isLogLevel(fromEnvironment) ? fromEnvironment : "warn");
}

/** The API's policy with the option's changes; undefined when neither says a number of requests. */
function policyOf(
  policy: RateLimitPolicy | undefined,
  changes: RateLimitOptions,
): RateLimitPolicy | undefined {
  const requests = changes.requests ?? policy?.requests;
  if (requests === undefined) return undefined;
  const perSeconds = changes.perSeconds ?? policy?.perSeconds ?? 1;
  const recoverySeconds = changes.recoverySeconds ?? policy?.recoverySeconds ?? perSeconds;
  const { maxQueue = 0 } = changes;
  checkOption("rateLimit.requests", requests, Number.isInteger(requests) && requests > 0);
  checkOption("rateLimit.perSeconds", perSeconds, perSeconds > 0 && perSeconds < Infinity);
  checkOption(
    "rateLimit.recoverySeconds",
    recoverySeconds,
    recoverySeconds >= 0 && recoverySeconds < Infinity,
  );
  checkOption("rateLimit.maxQueue", maxQueue, maxQueue >= 0);
  return { requests, perSeconds, recoverySeconds };
}
