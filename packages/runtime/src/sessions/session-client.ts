import type { ClientOptions } from "../client/index.js";
import { readEnvironment } from "../platform/index.js";
import { type SessionDescription, textOf } from "./session-description.js";
import { SessionTokenError } from "./session-error.js";
import { type SessionKeyOptions, sessionKey } from "./session-key.js";
import { appKey, type ReadSessionOptions, readSessionToken } from "./session-token.js";

/** Options of a client that is created from a session token. `apiKey` is the app's key, without a workspace. */
export interface SessionOptions extends ClientOptions, SessionKeyOptions, Pick<ReadSessionOptions, "now"> {
  /**
   * The base URLs that a token may contain. A token with any other base URL is rejected. The base URL of a token is ignored if the
   * option `baseURL` or the environment variable `<API>_BASE_URL` is set. Default: the base URLs in the API's description.
   */
  readonly allowedBaseURLs?: readonly string[] | undefined;
}

/** Options of a client, and the session that they were created from. */
export interface SessionClientOptions<Payload> extends ClientOptions {
  readonly session: Payload;
}

/**
 * Reads a token, and returns the options of a client for its workspace.
 *
 * @throws SessionTokenError when the token cannot be used, or contains a base URL that is not allowed.
 * @throws ConfigurationError when there is no key, or it is not a string.
 */
export async function openSession<Payload extends object>(
  description: SessionDescription,
  token: string | null | undefined,
  { bound, allowedBaseURLs, now, ...options }: SessionOptions = {},
): Promise<SessionClientOptions<Payload>> {
  const apiKey = appKey(description, options.apiKey);
  const session = await readSessionToken<Payload>(description, token, { apiKey, now });
  const own = options.baseURL ?? readEnvironment(`${description.environment}_BASE_URL`);
  const named = textOf(session, description.baseURL);
  const baseURL =
    own ?? (named === undefined ? undefined : allowed(named, allowedBaseURLs ?? description.baseURLs ?? []));
  return {
    ...options,
    baseURL,
    apiKey: sessionKey(description, apiKey, session, { bound }),
    // All sessions of a workspace share its rate limit, although their keys differ.
    account: options.account ?? sessionKey(description, apiKey, session, { bound: false }),
    session,
  };
}

/** The allowed base URL that equals the token's. The string in the token itself is never used. */
function allowed(named: string, list: readonly string[]): string {
  const wanted = normalized(named);
  const found = wanted === undefined ? undefined : list.find((entry) => normalized(entry) === wanted);
  if (found === undefined) throw new SessionTokenError("untrusted-base-url");
  return found;
}

function normalized(address: string): string | undefined {
  try {
    return new URL(address).href.replace(/\/+$/, "");
  } catch {
    return undefined;
  }
}
