import { ConfigurationError } from "../errors/index.js";
import { type SessionDescription, textOf } from "./session-description.js";
import { isKeyPart } from "./session-token.js";

/** Which form a key has. */
export interface SessionKeyOptions {
  /**
   * Whether the key ends with the session; the API refuses it with 403 from then on. false: for work that outlives the session.
   * Default: true, where the token has what it takes.
   */
  readonly bound?: boolean | undefined;
}

/**
 * The value of the key header: `<key>` without a payload, `<workspace>/<key>` with one, and `<workspace>/<key>/<session>`
 * where the payload can bind the key to its session and `bound` is not false.
 *
 * @throws ConfigurationError when the payload has no workspace, or one that cannot be part of a key.
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
    throw new ConfigurationError(`a key cannot be made of this session: look at its ${names}`);
  }
  return [workspace, apiKey, ...parts.slice(1)].join("/");
}
