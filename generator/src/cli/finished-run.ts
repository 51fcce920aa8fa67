import { diagnostic } from "../diagnostics/index.ts";
import type { GenerateResult } from "../generate.ts";
import {
  abandonedPackages,
  countChanges,
  describeChanges,
  isApplied,
  type Written,
} from "../output/index.ts";
import { missingModules } from "./custom-modules.ts";
import { withEmptiness } from "./empty-packages.ts";
import { generatedSummary, type Outcome } from "./outcome.ts";
import { displayPath, type Terminal } from "./terminal.ts";

/** The outcome of a run that has written files. */
export function outcomeOf(result: GenerateResult, written: Written, terminal: Terminal): Outcome {
  const { root, folders } = result;
  const { changes, edited } = written;
  const display = (path: string) => displayPath(terminal, root, path);
  const unchanged = changes.filter(({ kind }) => kind === "unchanged").length;
  const outcome: Outcome = {
    summary: generatedSummary(countChanges(changes), unchanged),
    diagnostics: [
      ...result.diagnostics,
      ...written.diagnostics,
      ...edited.map(({ path }) => diagnostic("overwritten-file", { path: display(path) })),
      ...describeChanges(
        changes.filter(({ kind }) => kind === "kept"),
        display,
      ),
      ...missingModules(result, display),
      ...abandonedPackages(root, folders, display),
    ],
    facts: { changes: changes.filter(isApplied).map(({ kind, path }) => ({ kind, path })) },
  };
  return withEmptiness(outcome, result);
}
