import { diagnostic } from "../diagnostics/index.ts";
import {
  abandonedPackages,
  countChanges,
  describeChanges,
  isApplied,
  type Written,
} from "../output/index.ts";
import type { CommandContext } from "./command.ts";
import { missingModules } from "./custom-modules.ts";
import type { FinishedRun } from "./last-run.ts";
import { displayPath } from "./terminal.ts";

/** Reports what a run has written. Returns the exit code. */
export async function reportFinished(
  result: FinishedRun,
  written: Written,
  { reporter, terminal }: CommandContext,
): Promise<number> {
  const { root, folders } = result;
  const { changes, edited } = written;
  const display = (path: string) => displayPath(terminal, root, path);
  const changed = countChanges(changes);
  const unchanged = changes.filter(({ kind }) => kind === "unchanged").length;
  reporter.succeed({
    summary: `${changed} ${changed === 1 ? "file" : "files"} changed, ${unchanged} unchanged`,
    diagnostics: [
      ...result.diagnostics,
      ...written.diagnostics,
      ...edited.map(({ path }) => diagnostic("overwritten-file", { path: display(path) })),
      ...describeChanges(
        changes.filter(({ kind }) => kind === "kept"),
        display,
      ),
      ...missingModules(result, display),
      ...(await abandonedPackages(root, folders, display)),
    ],
    facts: { changes: changes.filter(isApplied).map(({ kind, path }) => ({ kind, path })) },
  });
  return 0;
}
