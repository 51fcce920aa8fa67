import { ConfigurationError } from "../errors/index.js";
import { type SessionDescription, textOf } from "./session-description.js";
import { isKeyPart } from "./session-token.js";

/** Options of a key. */
export interface SessionKeyOptions {
  /**
   * Whether the key is bound to the session: after the session has ended, the API rejects the key with 403. Use false for work that
   * outlives the session. Default: true if the token contains the session.
   */
  readonly bound?: boolean | undefined;
}

/**
 * The value of the key header: `<key>` without a payload, `<workspace>/<key>` with a payload, and `<workspace>/<key>/<session>` if
 * the payload contains the session and `bound` is not false.
 *
 * @throws ConfigurationError when the payload has no workspace, or its workspace or session cannot be part of a key.
 */
export function sessionKey(
  description: SessionDescription,
  apiKey: string,
  payload?: object,
  { bound = true }: SessionKeyOptions = {},
): string {
  if (payload === undefined) return apiKey;
  const workspace = textOf(payload, description.workspace);
  const session = bound ? textOf(payload, description.session) : undefined;
  const parts = [workspace, ...(session === undefined ? [] : [session])];
  if (!parts.every(isKeyPart)) {
    const names = [description.workspace, description.session].filter(Boolean).join(" or ");
    throw new ConfigurationError(
      `no key can be created for this session: its ${names} is missing or invalid`,
    );
  }
  return [workspace, apiKey, ...parts.slice(1)].join("/");
}
