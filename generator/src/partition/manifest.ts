import { type ManifestConfig, type ResolvedConfig, SUPPORTED_NODE } from "../config/index.ts";
import { mockRange } from "../released/index.ts";
import type { Manifest, Versions } from "./package-model.ts";

/** The current version of the package in a folder, `0.0.0` if it does not exist yet. */
export type PresentVersion = (folder: string) => string;

/** The part of `package.json` that all packages share. */
export function manifestOf(
  { manifest = {}, runtime, style = {} }: Pick<ResolvedConfig, "manifest" | "runtime" | "style">,
  internal: Versions["internal"],
): Manifest {
  const { license = "MIT", author, repository, homepage, bugs, workspace = false } = manifest;
  return {
    license,
    hasLicenseFile: manifest.licenseFile !== undefined,
    node: manifest.node ?? SUPPORTED_NODE,
    modules: { format: manifest.format ?? "both", extensions: style.importExtensions ?? ".js" },
    ...(author !== undefined && { author }),
    links: {
      ...(repository !== undefined && { repository }),
      ...(homepage !== undefined && { homepage }),
      ...(bugs !== undefined && { bugs }),
    },
    isAlone: !workspace,
    versions: {
      internal,
      mock: runtime === "workspace" ? "workspace:*" : mockRange(),
      tools: workspace ? WORKSPACE_TOOLS : NPM_TOOLS,
    },
  };
}

/** The range in which packages of a configuration depend on each other: the current version, and later compatible ones. */
export function internalRange({ workspace = false }: ManifestConfig = {}, version: string): string {
  return workspace ? "workspace:^" : `^${version}`;
}

const WORKSPACE_TOOLS: Versions["tools"] = {
  "@types/node": "catalog:",
  rolldown: "catalog:",
  typescript: "catalog:",
  vitest: "catalog:",
};

/** The newest versions that run on Node 20. */
const NPM_TOOLS: Versions["tools"] = {
  "@types/node": "^24.0.0",
  rolldown: "^1.2.0",
  typescript: "^7.0.0",
  vitest: "^4.1.0",
};
