import type { ApiDescription } from "./api-description.js";
import { type CallObserver, type DataObserver, guarded } from "./call-event.js";
import { type Clock, systemClock } from "./clock.js";
import { isBrowser, readEnvironment } from "./environment.js";
import { ConfigurationError } from "./errors.js";
import { sharedRateLimiter } from "./limiter-registry.js";
import { isLogLevel, type Logger, type LogLevel, levelledLogger } from "./logger.js";
import type { Middleware } from "./middleware.js";
import type { ClientOptions, Fetch, HeaderValues, RateLimitOptions } from "./options.js";
import type { QuotaLedger } from "./quota-ledger.js";
import { quotaLedger } from "./quota-options.js";
import type { RateLimiter, RateLimitPolicy } from "./rate-limiter.js";
import { RetryBudget } from "./retry-budget.js";

/** A client's options with the environment and the defaults in them, checked. */
export interface Settings {
  readonly api: ApiDescription;
  readonly apiKey: string | undefined;
  /** Without a slash at its end. */
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly fetch: Fetch;
  readonly defaultHeaders: HeaderValues;
  readonly logger: Logger;
  readonly logLevel: LogLevel;
  readonly middleware: readonly Middleware[];
  /** Never throws. */
  readonly onEvent: CallObserver | undefined;
  /** Never throws. */
  readonly onData: DataObserver | undefined;
  readonly limiter: RateLimiter | undefined;
  readonly maxQueue: number | undefined;
  /** How long the server refuses requests once one was too many, in seconds. */
  readonly recoverySeconds: number;
  readonly quota: QuotaLedger | undefined;
  readonly clock: Clock;
  /** The retries that all calls of the client may still make. */
  readonly retryBudget: RetryBudget;
}

/** @throws ConfigurationError when an option is wrong, the key is missing, or the client is in a browser. */
export function resolveSettings(api: ApiDescription, options: ClientOptions): Settings {
  const baseURL = checkedBaseURL(
    options.baseURL ?? readEnvironment(`${api.environment}_BASE_URL`) ?? api.baseURL,
  );
  const apiKey = api.authentication === undefined ? undefined : checkedKey(api, options.apiKey);
  if (apiKey !== undefined && isBrowser() && options.dangerouslyAllowBrowser !== true) {
    throw new ConfigurationError(
      `in a browser everyone can read the ${api.name} key. Call the API from a server, or set dangerouslyAllowBrowser.`,
    );
  }
  const { timeout = 60_000, maxRetries = 2, clock = systemClock, rateLimit, account = apiKey } = options;
  checkNumber("timeout", timeout, timeout > 0);
  checkNumber("maxRetries", maxRetries, maxRetries >= 0);
  const policy = rateLimit === false ? undefined : checkedPolicy(api.rateLimit, rateLimit);
  const logLevel = checkedLogLevel(api, options.logLevel);
  const logger = levelledLogger(options.logger ?? console, logLevel);
  return {
    api,
    apiKey,
    baseURL,
    timeout,
    maxRetries,
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    defaultHeaders: options.defaultHeaders ?? {},
    logger,
    logLevel,
    middleware: options.middleware ?? [],
    onEvent: guarded("onEvent", options.onEvent, logger),
    onData: guarded("onData", options.onData, logger),
    limiter:
      policy &&
      sharedRateLimiter({
        baseURL,
        apiKey: account,
        policy,
        clock,
        logger,
        isShared: rateLimit !== false && rateLimit?.sharedKey === true,
        factory: rateLimit === false ? undefined : rateLimit?.limiter,
      }),
    recoverySeconds: (policy ?? api.rateLimit)?.recoverySeconds ?? 1,
    maxQueue: rateLimit === false ? undefined : rateLimit?.maxQueue,
    quota:
      options.quota &&
      quotaLedger(options.quota, { policy: api.quota, baseURL, apiKey: account, clock, logger }),
    clock,
    retryBudget: new RetryBudget(),
  };
}

function checkedKey(api: ApiDescription, option: string | undefined): string {
  const variable = `${api.environment}_API_KEY`;
  const key = option ?? readEnvironment(variable);
  if (!key) throw new ConfigurationError(`no ${api.name} key: pass the option apiKey or set ${variable}`);
  if (typeof key !== "string" || !/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(key)) {
    const source = option === undefined ? variable : "the option apiKey";
    throw new ConfigurationError(
      `${source} cannot be a key: it holds a line break or another character no header may`,
    );
  }
  return key;
}

function checkedBaseURL(text: string): string {
  const url = parsedURL(text);
  const isPlain = url?.search === "" && url.hash === "" && url.username === "" && url.password === "";
  if (url === undefined || !isPlain || !/^https?:$/.test(url.protocol)) {
    throw new ConfigurationError("baseURL must be an http(s) address without user, query and fragment");
  }
  return url.href.replace(/\/+$/, "");
}

function parsedURL(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function checkedLogLevel(api: ApiDescription, option: LogLevel | undefined): LogLevel {
  if (option !== undefined && !isLogLevel(option)) {
    throw new ConfigurationError("logLevel must be off, error, warn, info or debug");
  }
  const fromEnvironment = readEnvironment(`${api.environment}_LOG`);
  return option ?? (isLogLevel(fromEnvironment) ? fromEnvironment : "warn");
}

/** The API's policy with the option's changes; undefined when neither says a number of requests. */
function checkedPolicy(
  policy: RateLimitPolicy | undefined,
  option: RateLimitOptions | undefined,
): RateLimitPolicy | undefined {
  const requests = option?.requests ?? policy?.requests;
  if (requests === undefined) return undefined;
  const perSeconds = option?.perSeconds ?? policy?.perSeconds ?? 1;
  const recoverySeconds = option?.recoverySeconds ?? policy?.recoverySeconds ?? perSeconds;
  checkNumber("rateLimit.requests", requests, Number.isInteger(requests) && requests > 0);
  checkNumber("rateLimit.perSeconds", perSeconds, perSeconds > 0 && perSeconds < Infinity);
  checkNumber(
    "rateLimit.recoverySeconds",
    recoverySeconds,
    recoverySeconds >= 0 && recoverySeconds < Infinity,
  );
  const maxQueue = option?.maxQueue ?? 0;
  checkNumber("rateLimit.maxQueue", maxQueue, maxQueue >= 0);
  return { requests, perSeconds, recoverySeconds };
}

function checkNumber(name: string, value: unknown, isRight: boolean): void {
  if (typeof value !== "number" || !isRight)
    throw new ConfigurationError(`${name} cannot be ${String(value)}`);
}
