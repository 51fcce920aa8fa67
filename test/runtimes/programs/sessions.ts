// Session tokens in every runtime. Imports nothing that is specific to one of them.
import { readSessionToken, SessionTokenError, sessionKey } from "copilot-sdk/session";

const apiKey = "test-api-key-0001";
const token =
  "000102030405060708090a0b0c0d0e0f8889a2f0c49acc69c451655a2aab66cb6d8d6b85064d437b8cea1a42e603b126cccb1bd14cb2687e975328b772913b67da6f9119719ade75f71c2a3fd595d763c34e506da38d6c92b8cdbd5bd45a25574e4e27def148d82f342a201fcccea8a144ab4fe9f07c54e5cf3d4b803d170463";

/** Each check with its outcome. */
export async function readSessions(): Promise<Readonly<Record<string, unknown>>> {
  const code = (text: string, key = apiKey): Promise<unknown> =>
    readSessionToken(text, { apiKey: key }).then(
      () => "read",
      (error: unknown) => (error instanceof SessionTokenError ? error.code : error),
    );
  const session = await readSessionToken(token, { apiKey });
  return {
    session,
    keys: [sessionKey(apiKey, session), sessionKey(apiKey, session, { bound: false }), sessionKey(apiKey)],
    codes: [await code(token), await code(token.slice(2)), await code(token, "another-key"), await code("")],
  };
}

/** The expected outcomes in every runtime. */
export const expectedSessions: Readonly<Record<string, unknown>> = {
  session: {
    workspaceId: "ws_1",
    internalUserId: "33333333-3333-4333-8333-333333333333",
    tokenId: "tok_1",
  },
  keys: [`ws_1/${apiKey}/tok_1`, `ws_1/${apiKey}`, apiKey],
  codes: ["read", "malformed", "unreadable", "malformed"],
};
