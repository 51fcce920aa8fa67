import type { ClientOptions } from "../client/index.js";
import { readEnvironment } from "../platform/index.js";
import { type SessionDescription, textOf } from "./session-description.js";
import { SessionTokenError } from "./session-error.js";
import { type SessionKeyOptions, sessionKey } from "./session-key.js";
import { appKey, type ReadSessionOptions, readSessionToken } from "./session-token.js";

/** Options of a client that is made of a session token. `apiKey` is the app's key, without a workspace. */
export interface SessionOptions extends ClientOptions, SessionKeyOptions, Pick<ReadSessionOptions, "now"> {
  /**
   * The addresses that a token may send requests to, in place of the API's own. A token that names another is an error. It is not
   * looked at when `baseURL` or the environment variable `<API>_BASE_URL` says where the API is. Default: the API's own addresses.
   */
  readonly allowedBaseURLs?: readonly string[] | undefined;
}

/** Options of a client, and the session that they were made of. */
export interface SessionClientOptions<Payload> extends ClientOptions {
  readonly session: Payload;
}

/**
 * Reads a token, and makes the options of a client that acts for its workspace.
 *
 * @throws SessionTokenError when the token cannot be used, or names an address that is not on the list.
 * @throws ConfigurationError when there is no key.
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
    // All sessions of a workspace share its limit, whatever their keys end with.
    account: options.account ?? sessionKey(description, apiKey, session, { bound: false }),
    session,
  };
}

/** The entry of the list that is the same address. The token's own text is never used. */
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
