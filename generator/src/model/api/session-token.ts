import type { SessionToken } from "../../api-model/api-model.ts";
import type { ModelContext } from "../context/context.ts";
import { defaultUrl, serversOf } from "../operations/servers.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";

/** How session tokens are read. `undefined` if the document does not define it. */
export function buildSessionToken(context: ModelContext, types: TypeBuilder): SessionToken | undefined {
  const { "x-session-token": written } = context.document.root;
  if (written === undefined) return undefined;
  const { schema, query, key, baseURL, expires, absent } = written;
  return {
    payload: types.expression({ value: schema, pointer: ["x-session-token", "schema"] }, "SessionPayload"),
    ...(query !== undefined && { query }),
    workspace: key.workspace,
    ...(key.session !== undefined && { session: key.session }),
    ...(baseURL !== undefined && { baseURL }),
    ...(expires !== undefined && { expires }),
    ...(absent !== undefined && { absent }),
    baseURLs: serversOf(context).map(defaultUrl),
  };
}
