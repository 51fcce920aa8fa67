import type { ReadFacts } from "../../model/index.ts";
import { SESSION_TYPES } from "../../names/runtime-symbols.ts";
import type { OpenApiDocument } from "../../spec/index.ts";
import type { SessionData } from "./token.ts";

/** Reads the format of session tokens from the `x-session-token` of a document. */
export function readSessionToken(root: OpenApiDocument["root"]): ReadFacts | undefined {
  const { "x-session-token": written } = root;
  if (written === undefined) return undefined;
  const { schema, query, key, baseURL, expires, absent } = written;
  const data: SessionData = {
    ...(query !== undefined && { query }),
    workspace: key.workspace,
    ...(key.session !== undefined && { session: key.session }),
    ...(baseURL !== undefined && { baseURL }),
    ...(expires !== undefined && { expires }),
    ...(absent !== undefined && { absent }),
  };
  const payload = { value: schema, pointer: ["x-session-token", "schema"], name: "SessionPayload" };
  return { schemas: [payload], reserved: SESSION_TYPES, data };
}
