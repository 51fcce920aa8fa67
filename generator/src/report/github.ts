import { githubCommand } from "../diagnostics/index.ts";
import type { PackagedChange } from "../diff/diff-packages.ts";

/** An annotation for each change, at the new position. */
export function githubReport(changes: readonly PackagedChange[]): string {
  const severities = { breaking: "warning", additive: "notice", docs: "notice" } as const;
  return changes
    .map(({ level, code, message, new: location, packages }) =>
      githubCommand(severities[level], code, `${message}\n${level}: ${packages.join(", ")}`, location),
    )
    .map((line) => `${line}\n`)
    .join("");
}
