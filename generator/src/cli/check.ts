import { buildFiles } from "../generate.ts";
import { abandonedPackages, describeChanges, interruptedRun, reconcile } from "../output/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { missingModules } from "./custom-modules.ts";
import { showEdits } from "./edited-files.ts";
import { withEmptiness } from "./empty-packages.ts";
import { displayPath } from "./terminal.ts";

/** `sdkgen check`: compares the packages with the output of a new run. Writes nothing. Other files are ignored. */
export async function check(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context, options.out);
  const result = await buildFiles({ config, onStage: reporter.stage });
  const { files, folders, root } = result;
  reporter.stage("compare");
  const display = (path: string) => displayPath(terminal, root, path);
  const changes = await reconcile(files, { root, folders, display });
  const diagnostics = [
    ...result.diagnostics,
    ...missingModules(result, display),
    ...abandonedPackages(root, folders, display),
  ];
  const drift = [...interruptedRun(root, display), ...describeChanges(changes, display)];
  if (drift.length === 0) {
    const summary = `${changes.length} files are up to date`;
    reporter.succeed(withEmptiness({ summary, diagnostics }, result));
    return 0;
  }
  const edited = changes.filter((change) => change.kind === "edited");
  reporter.fail([...diagnostics, ...drift], {
    summary: `${drift.length} of ${changes.length} files are not up to date: run \`sdkgen generate\``,
    ...(await showEdits(edited, root, context)),
  });
  return 1;
}
