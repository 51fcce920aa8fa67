import type { ResolvedConfig } from "../config/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";
import { runtimeRange } from "../released/index.ts";
import { internalRange, type PresentVersion } from "./manifest.ts";
import type { PackageRuntime } from "./package-model.ts";

/** The configured source of a package's runtime. */
export function runtimeOf(config: ResolvedConfig, name: string, present: PresentVersion): PackageRuntime {
  const { runtime = "dependency" } = config;
  if (runtime === "dependency") return { kind: "dependency", module: RUNTIME_PACKAGE, range: runtimeRange() };
  if (runtime === "workspace") return { kind: "dependency", module: RUNTIME_PACKAGE, range: "workspace:^" };
  if (runtime === "bundled") return bundledIn(name, []);
  if ("bundled" in runtime) return bundledIn(name, runtime.bundled);
  const range = internalRange(config.manifest, present(runtimePackageFolder(runtime.package)));
  return { kind: "dependency", module: runtime.package, range };
}

/** `unknown` is always included, because the package exports the shapes that it takes. */
function bundledIn(name: string, entries: readonly string[]): PackageRuntime {
  return { kind: "bundled", module: name, entries: [...new Set(["unknown", ...entries])].sort() };
}

/** The folder of a runtime package that the generator writes: its npm name without the scope. */
export function runtimePackageFolder(name: string): string {
  return name.replace(/^@[^/]+\//, "");
}

/** Reports a bundled runtime in packages that exchange its objects. */
export function runtimeProblems({ runtime, umbrella }: ResolvedConfig): readonly Diagnostic[] {
  const isBundled = runtime === "bundled" || (typeof runtime === "object" && "bundled" in runtime);
  return isBundled && umbrella !== undefined
    ? [diagnostic("bundled-runtime-shared", { folder: umbrella.folder })]
    : [];
}
