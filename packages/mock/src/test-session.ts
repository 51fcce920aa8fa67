import { createTestSessionToken } from "@copilot-sdk/runtime/session";
import { resolve } from "./document.js";
import { asList, asObject, isObject, type JsonObject } from "./json.js";

/** A session token with the payload in the document's example. Undefined if the document describes no session tokens. */
export async function testSession(document: JsonObject, apiKey: string): Promise<string | undefined> {
  const description = document["x-session-token"];
  if (!isObject(description)) return undefined;
  const schema = resolve(document, description.schema);
  const [example = schema.example] = asList(schema.examples);
  // A key that is bound to a session ends with it, and the mock knows no sessions.
  const { [String(asObject(description.key).session)]: _, ...payload } = asObject(example);
  return createTestSessionToken(payload, { apiKey });
}
