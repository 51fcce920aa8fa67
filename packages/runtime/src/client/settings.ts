import {
  checkBrowser,
  checkCredential,
  credentialsOf,
  type Fetch,
  isHeaderText,
  logged,
  RetryBudget,
  Secrets,
  sendBy,
} from "../calls/index.js";
import { ConfigurationError, checkOption } from "../errors/index.js";
import type { PageSettings } from "../pages/index.js";
import {
  guarded,
  isBrowser,
  isLogLevel,
  type LogLevel,
  levelledLogger,
  platformName,
  readEnvironment,
  systemClock,
} from "../platform/index.js";
import { policyOf, sharedRateLimiter } from "../rate-limit/index.js";
import type { UploadSettings } from "../uploads/index.js";
import type { ApiDescription } from "./api-description.js";
import { checkClientOptions } from "./check-client-options.js";
import type { ClientOptions } from "./client-options.js";

/** The validated options of a client, with values from the environment and defaults. */
export interface Settings extends PageSettings, UploadSettings {}

/** Returns a client's settings. Once a key is available, every call returns the same object. */
export type SettingsSource = () => Settings;

/**
 * Checks a client's options. The key and the base URL are read from the environment when the settings are first needed, so a
 * program can be built without its secrets. Until there is a key, each call fails with the reason.
 *
 * @throws ConfigurationError when an option has an invalid value, or the key is passed in a browser.
 */
export function settingsOf(api: ApiDescription, options: ClientOptions): SettingsSource {
  const { timeout = 60_000, maxRetries = 2, clock = systemClock, rateLimit, quota } = options;
  const { maxResponseBytes = 100 * 2 ** 20 } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  checkClientOptions(options);
  if (quota !== undefined && api.quota === undefined) {
    throw new ConfigurationError(`quota cannot be used: ${api.name} has no plans`);
  }
  if (options.baseURL !== undefined) addressOf(api, options);
  api.servers?.["~url"](options, true);
  api.security?.["~check"](api, options);
  const logLevel = logLevelOf(api, options);
  const logger = levelledLogger(options.logger ?? console, logLevel);
  const changes = rateLimit === false ? undefined : (rateLimit ?? {});
  const policy = changes && policyOf(api.rateLimit, changes);
  const openQuota = quota && api.quota?.["~count"](quota, { policy: api.quota, clock, logger });
  const fixed = {
    timeout,
    maxRetries,
    maxResponseBytes,
    fetch,
    userAgent: userAgentOf(api, options),
    defaultHeaders: options.defaultHeaders,
    logger,
    middleware: options.middleware ?? [],
    onEvent: guarded("onEvent", options.onEvent, logger),
    onData: guarded("onData", options.onData, logger),
    maxQueue: changes?.maxQueue ?? Infinity,
    recoverySeconds: (policy ?? api.rateLimit)?.recoverySeconds ?? 1,
    clock,
    retryBudget: new RetryBudget(),
    pagination: api.pagination,
  };

  let settings: Settings | undefined;
  const complete = (): Settings => {
    const opened = api.security?.["~open"](api, options);
    const apiKey = opened ? opened.account : api.authentication && keyOf(api, options);
    const credentials = api.authentication && apiKey ? credentialsOf(api.authentication, apiKey) : {};
    const secrets = opened?.secrets ?? new Secrets([apiKey ?? ""], Object.keys(credentials.headers ?? {}));
    const address = addressOf(api, options);
    const account = { baseURL: address.baseURL, apiKey: options.account ?? apiKey };
    const found = {
      ...fixed,
      ...address,
      auth: opened?.auth,
      credentials,
      secrets,
      send: logged(sendBy(fetch, secrets), { logger, logLevel, clock, secrets }),
      limiter: policy && sharedRateLimiter({ ...account, clock, logger, policy, ...changes }),
      quota: openQuota?.(account),
    };
    // Credentials that are missing may be in the environment later.
    if (!opened || opened.account !== undefined) settings = found;
    return found;
  };

  const withoutKey = (reason: unknown): Settings => ({
    ...fixed,
    auth: undefined,
    secrets: NO_SECRETS,
    get credentials(): never {
      throw reason;
    },
    get baseURL(): string {
      return addressOf(api, options).baseURL;
    },
    hasOwnBaseURL: isAddressGiven(api, options),
    send: sendBy(fetch, NO_SECRETS),
    limiter: undefined,
    quota: undefined,
  });

  if (options.apiKey && !api.security) complete();
  return () => {
    try {
      return settings ?? complete();
    } catch (reason) {
      return withoutKey(reason);
    }
  };
}

const NO_SECRETS = /* @__PURE__ */ new Secrets([], []);

function keyOf(api: ApiDescription, { apiKey, dangerouslyAllowBrowser }: ClientOptions): string {
  const variable = `${api.environment}_API_KEY`;
  const key = apiKey ?? readEnvironment(variable);
  if (!key) throw new ConfigurationError(`no ${api.name} key: pass the option apiKey or set ${variable}`);
  checkCredential("apiKey", apiKey === undefined ? variable : "the option apiKey", key);
  checkBrowser(api.name, dangerouslyAllowBrowser);
  return key;
}

/** The base URL: the option, the chosen server, the environment variable, or the default server. */
function addressOf(api: ApiDescription, options: ClientOptions): Pick<Settings, "baseURL" | "hasOwnBaseURL"> {
  const variable = `${api.environment}_BASE_URL`;
  const { servers } = api;
  const text =
    options.baseURL ??
    servers?.["~url"](options, true) ??
    readEnvironment(variable) ??
    servers?.["~url"](options) ??
    api.baseURL;
  const url = parsed(text);
  if (url === undefined || !/^https?:[^?#]*$/.test(url.href) || url.username || url.password) {
    // The URL itself is not shown, because it may contain a password.
    const source = options.baseURL === undefined ? variable : "baseURL";
    throw new ConfigurationError(`${source} must be an http(s) URL without user, query and fragment`);
  }
  return { baseURL: url.href.replace(/\/+$/, ""), hasOwnBaseURL: isAddressGiven(api, options) };
}

function isAddressGiven({ environment }: ApiDescription, { baseURL }: ClientOptions): boolean {
  return (baseURL ?? readEnvironment(`${environment}_BASE_URL`)) !== undefined;
}

/** The `user-agent` header: program, client, platform. Not sent in browsers, where it would cause CORS preflight requests. */
function userAgentOf({ product }: ApiDescription, { userAgent }: ClientOptions): string | undefined {
  checkOption(
    "userAgent",
    userAgent,
    userAgent === null || userAgent === undefined || isHeaderText(userAgent),
  );
  if (userAgent === null || isBrowser()) return undefined;
  const client = product && `${product.name}/${product.version}`;
  const platform = client && platformName();
  return [userAgent, client, platform && `(${platform})`].filter(Boolean).join(" ") || undefined;
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function logLevelOf(api: ApiDescription, { logLevel }: ClientOptions): LogLevel {
  checkOption("logLevel", logLevel, logLevel === undefined || isLogLevel(logLevel));
  const fromEnvironment = readEnvironment(`${api.environment}_LOG`);
  return logLevel ?? (isLogLevel(fromEnvironment) ? fromEnvironment : "warn");
}
