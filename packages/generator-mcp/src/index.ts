import {
  type AddedPackage,
  checkOptionNames,
  defineFeature,
  type Feature,
  type PackageModel,
} from "@copilot-sdk/generator/kit";
import { type CallEffects, catalogueOf, clientPackages, namesOfCalls } from "./catalogue.ts";
import { packageFiles, packageName } from "./package-files.ts";

/** Options of the feature. */
export interface McpOptions extends CallEffects {
  /** npm name of the package with the server. Default: `@shop/mcp` beside `@shop/sales`, and `shop-mcp` beside an only package `shop`. */
  readonly name?: string;
  /** Its folder below the output folder. Default: `mcp`. */
  readonly folder?: string;
}

/**
 * Adds a package with an MCP server, which offers the calls of the API to assistants: `npx @shop/mcp`. It is read-only unless the person who starts it
 * allows more.
 *
 * @throws {TypeError} for unknown options.
 * @example
 * import { defineConfig } from "@copilot-sdk/generator";
 * import { mcp } from "@copilot-sdk/generator-mcp";
 *
 * export default defineConfig({ documents: ["openapi.yaml"], output: "../packages", features: [mcp()] });
 */
export function mcp(options: McpOptions = {}): Feature {
  checkOptionNames("mcp", options, ["name", "folder", "reads", "deletes"]);
  return defineFeature({
    name: "mcp",
    check: (pack) => unknownNames(pack, options),
    packages: (packages) => serverPackage(packages, options),
  });
}

export default mcp;

/** Calls in the options that do not exist. They are reported once, for the package with the first resource or for the umbrella. */
function unknownNames(pack: PackageModel, { reads = [], deletes = [] }: McpOptions): readonly string[] {
  const isFirst =
    pack.kind === "resources" && pack.resources.some(({ resource }) => resource === pack.api.resources[0]);
  if (!isFirst) return [];
  const names = new Set(namesOfCalls(pack.api.resources));
  const given = [...reads, ...deletes].filter((name) => !names.has(name));
  return given.map((name) => `its options name the call \`${name}\`, which does not exist`);
}

function serverPackage(packages: readonly PackageModel[], options: McpOptions): readonly AddedPackage[] {
  const clients = clientPackages(packages);
  const [first] = clients;
  if (first === undefined) return [];
  const { folder = "mcp", name = packageName(packages) } = options;
  const emit = () => packageFiles({ name, folder, clients, catalogue: catalogueOf(clients, options) });
  return [{ name, folder, emit }];
}
