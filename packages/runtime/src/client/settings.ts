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
  parsedURL,
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
  const {
    timeout = 60_000,
    maxRetries = api.maxRetries ?? 2,
    maxResponseBytes = 100 * 2 ** 20,
    clock = systemClock,
    rateLimit,
    quota,
  } = options;
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  checkClientOptions(options);
  if (quota !== undefined && api.quota === undefined) {
    throw new ConfigurationError(`quota cannot be used: ${api.name} has no plans`);
  }
  if (options.baseURL !== undefined) addressOf(api, options);
  api.servers?.["~open"](options, "");
  api.security?.["~open"](api, options, true);
  const logLevel = logLevelOf(api, options);
  const logger = levelledLogger(options.logger ?? console, logLevel);
  const changes = rateLimit === false ? undefined : (rateLimit ?? {});
  const policy = changes && policyOf(api.rateLimit, changes);
  const openQuota = quota && api.quota?.["~count"](quota, { policy: api.quota, clock, logger });
  const fixed = {
    api,
    options,
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
    const { account, secrets, ...own } = api.security?.["~open"](api, options) ?? openKey(api, options);
    const baseURL = addressOf(api, options);
    const owner = { baseURL, apiKey: options.account ?? account };
    const found = {
      ...fixed,
      ...own,
      secrets,
      baseURL,
      send: logged(sendBy(fetch), { logger, logLevel, clock, secrets }),
      limiter: policy && sharedRateLimiter({ ...owner, clock, logger, policy, ...changes }),
      quota: openQuota?.(owner),
    };
    // Credentials that are missing may be in the environment later.
    if (account || !api.security) settings = found;
    return found;
  };

  const withoutKey = (reason: unknown): Settings => ({
    ...fixed,
    secrets: NO_SECRETS,
    get credentials(): never {
      throw reason;
    },
    get baseURL(): string {
      return addressOf(api, options);
    },
    send: sendBy(fetch),
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

/** The credential of an API with one key. */
function openKey(api: ApiDescription, { apiKey, dangerouslyAllowBrowser }: ClientOptions): OpenedKey {
  if (!api.authentication) return { credentials: {}, secrets: NO_SECRETS };
  const variable = `${api.environment}_API_KEY`;
  const key = apiKey ?? readEnvironment(variable);
  if (!key) throw new ConfigurationError(`no ${api.name} key: pass the option apiKey or set ${variable}`);
  checkCredential("apiKey", apiKey === undefined ? variable : "the option apiKey", key);
  checkBrowser(api.name, dangerouslyAllowBrowser);
  const credentials = credentialsOf(api.authentication, key);
  return { account: key, credentials, secrets: new Secrets([key], Object.keys(credentials.headers ?? {})) };
}

interface OpenedKey extends Pick<Settings, "credentials" | "secrets"> {
  readonly account?: string | undefined;
}

/** The base URL: the option, the chosen server, the environment variable, or the default server. */
function addressOf(api: ApiDescription, options: ClientOptions): string {
  const variable = `${api.environment}_BASE_URL`;
  const environment = readEnvironment(variable);
  const text = options.baseURL ?? api.servers?.["~open"](options, environment) ?? environment ?? api.baseURL;
  const url = parsedURL(text);
  if (!url || !/^https?:\/\/[^@/]*\/[^?#]*$/.test(url.href)) {
    // The URL itself is not shown, because it may contain a password.
    const named = environment === undefined ? `baseURL or ${variable}` : variable;
    const source = options.baseURL === undefined ? named : "baseURL";
    throw new ConfigurationError(`${source} must be an http(s) URL without user, query and fragment`);
  }
  return url.href.replace(/\/+$/, "");
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

function logLevelOf(api: ApiDescription, { logLevel }: ClientOptions): LogLevel {
  checkOption("logLevel", logLevel, logLevel === undefined || isLogLevel(logLevel));
  const fromEnvironment = readEnvironment(`${api.environment}_LOG`);
  return logLevel ?? (isLogLevel(fromEnvironment) ? fromEnvironment : "warn");
}
