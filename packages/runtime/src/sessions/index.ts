export { openSession, type SessionClientOptions, type SessionOptions } from "./session-client.js";
export type { SessionDescription } from "./session-description.js";
export { SessionTokenError, type SessionTokenErrorCode } from "./session-error.js";
export { type SessionKeyOptions, sessionKey } from "./session-key.js";
export { type ReadSessionOptions, readSessionToken } from "./session-token.js";
export { createTestSessionToken, type TestTokenOptions } from "./test-token.js";
