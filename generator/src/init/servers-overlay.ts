import type { NewFile } from "../output/index.ts";
import { HTTP_METHODS, isRecord, isWebAddress, type SpecSource } from "../spec/index.ts";
import type { OpenApiRoot, ServerObject } from "../spec/openapi.ts";

type Root = Pick<OpenApiRoot, "servers" | "paths">;

/** An object with its own servers, and its location as a JSONPath. */
interface Owner {
  readonly target: string;
  readonly servers: readonly ServerObject[];
}

/**
 * An overlay with the servers of a downloaded document, if they are relative to its address: the copy in the repository has no such address.
 *
 * @param sources The files of the document.
 * @param written The document as it is written.
 * @param canonical The same with absolute servers.
 * @param taken The paths of the other files in the folder.
 */
export function serversOverlay(
  sources: readonly SpecSource[],
  written: Root,
  canonical: Root,
  taken: readonly string[],
): NewFile | undefined {
  const actions = swaggerActions(sources) ?? openApiActions(written, canonical);
  if (actions.length === 0) return undefined;
  const overlay = {
    overlay: "1.0.0",
    info: { title: "The servers, which the document describes relative to its address", version: "1.0.0" },
    actions,
  };
  const isTaken = taken.some((path) => path.toLowerCase() === "servers.json");
  return {
    path: isTaken ? "servers.overlay.json" : "servers.json",
    content: `${JSON.stringify(overlay, undefined, 2)}\n`,
  };
}

/** The host that a document of Swagger 2.0 is from. `undefined` for other documents. */
function swaggerActions(sources: readonly SpecSource[]): readonly object[] | undefined {
  for (const { path, value } of sources) {
    if (!isRecord(value) || !("swagger" in value)) continue;
    if ("host" in value || !("basePath" in value) || !isWebAddress(path)) return [];
    const { host, protocol } = new URL(path);
    const schemes = "schemes" in value ? {} : { schemes: [protocol.replace(":", "")] };
    return [{ target: "$", update: { host, ...schemes } }];
  }
  return undefined;
}

/** The servers that differ from those that are written. */
function openApiActions(written: Root, canonical: Root): readonly object[] {
  const before = new Map(ownersIn(written).map(({ target, servers }) => [target, servers]));
  return ownersIn(canonical).flatMap(({ target, servers }) => {
    const old = before.get(target);
    if (servers.every(({ url }, index) => url === old?.[index]?.url)) return [];
    return [
      { target: `${target}.servers`, remove: true },
      { target, update: { servers } },
    ];
  });
}

/** The document, its paths and its operations, as far as they have servers. */
function ownersIn(root: Root): readonly Owner[] {
  const paths = Object.entries(root.paths ?? {}).flatMap(([path, item]) => {
    const target = `$.paths[${JSON.stringify(path)}]`;
    const operations = HTTP_METHODS.map((method) => ({
      target: `${target}.${method}`,
      servers: item[method]?.servers ?? [],
    }));
    return [{ target, servers: item.servers ?? [] }, ...operations];
  });
  return [{ target: "$", servers: root.servers ?? [] }, ...paths].filter(({ servers }) => servers.length > 0);
}
