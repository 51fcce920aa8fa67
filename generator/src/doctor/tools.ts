import { gte } from "semver";
import type { ResolvedConfig } from "../config/index.ts";
import { runtimeRange } from "../released/index.ts";
import { type Finding, fine, wrong } from "./finding.ts";

/** The oldest version of Node in which the generator runs. */
const OLDEST_NODE = "20.19.0";

/** Node and the generator. */
export function toolFindings(generator: string, node = process.versions.node): readonly Finding[] {
  const isNew = gte(node, OLDEST_NODE);
  return [
    isNew ? fine("node", node) : wrong("node", node, `install Node ${OLDEST_NODE} or newer`),
    fine("generator", generator),
  ];
}

/** The runtime that the packages of a configuration use. */
export function runtimeFinding({ runtime = "dependency" }: Pick<ResolvedConfig, "runtime">): Finding {
  if (runtime === "dependency") return fine("runtime", `a dependency, ${runtimeRange()}`);
  if (runtime === "workspace") return fine("runtime", "a member of the workspace");
  if (runtime === "bundled" || "bundled" in runtime) return fine("runtime", "a part of each package");
  return fine("runtime", `the package ${runtime.package}, which is generated`);
}
