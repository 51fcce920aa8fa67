import type { NewFile } from "../output/index.ts";
import { isRecord, type SpecSource } from "../spec/index.ts";
import type { OpenApiRoot, ServerObject } from "../spec/openapi.ts";

type Servers = Pick<OpenApiRoot, "servers">;

/**
 * An overlay with the servers of a downloaded document, if they are relative to its address: the copy in the repository has no such address.
 *
 * @param sources The files of the document.
 * @param written The document as it is written.
 * @param canonical The same with absolute servers.
 */
export function serversOverlay(
  sources: readonly SpecSource[],
  { servers: written = [] }: Servers,
  { servers = [] }: Servers,
): NewFile | undefined {
  const isSame = servers.every(({ url }, index) => url === written[index]?.url);
  const [server] = servers;
  if (isSame || server === undefined) return undefined;
  const isSwagger = sources.some(({ value }) => isRecord(value) && "swagger" in value);
  const overlay = {
    overlay: "1.0.0",
    info: { title: "The servers, which the document describes relative to its address", version: "1.0.0" },
    actions: isSwagger
      ? [{ target: "$", update: hostOf(server) }]
      : [
          { target: "$.servers", remove: true },
          { target: "$", update: { servers } },
        ],
  };
  return { path: "servers.json", content: `${JSON.stringify(overlay, undefined, 2)}\n` };
}

/** The members of Swagger 2.0 that a server is described by. */
function hostOf({ url }: ServerObject) {
  const { protocol, host } = new URL(url);
  return { host, schemes: [protocol.replace(":", "")] };
}
