import { ConfigurationError } from "../errors/index.js";
import { cipherKey } from "./session-token.js";

/** Options of a test token. */
export interface TestTokenOptions {
  /** The key of the app that reads the token, without a workspace. */
  readonly apiKey: string;
}

/**
 * Creates a session token as the API does, so that tests and your own machine can open an app. Like a real token, it is encrypted but not
 * signed. Each call returns another token, because the initialization vector is random.
 *
 * @param payload The user and the workspace. `readSessionToken` accepts only strings as values.
 * @throws ConfigurationError when the key is missing, empty or not a string.
 * @example
 * const token = await createTestSessionToken({ workspaceId: "ws_1", clientId: "c_1" }, { apiKey: "test" });
 * const copilot = await Copilot.fromSession(token, { apiKey: "test" });
 */
export async function createTestSessionToken(payload: object, { apiKey }: TestTokenOptions): Promise<string> {
  if (!apiKey) throw new ConfigurationError("a test token needs the option apiKey");
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const plain = new TextEncoder().encode(JSON.stringify(payload));
  const key = await crypto.subtle.importKey("raw", await cipherKey(apiKey), "AES-CBC", false, ["encrypt"]);
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, plain));
  return Array.from([...iv, ...cipher], (byte) => byte.toString(16).padStart(2, "0")).join("");
}
