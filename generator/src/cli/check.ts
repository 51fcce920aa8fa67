import { buildFiles } from "../generate.ts";
import { abandonedPackages, describeChanges, reconcile } from "../output/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { displayPath } from "./terminal.ts";

/** `sdkgen check`: compares the packages with what would be generated. Writes nothing. */
export async function check(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context, options.out);
  const {
    files,
    ownedFolders,
    diagnostics: found,
    root,
  } = await buildFiles({ config, onStage: reporter.stage });
  reporter.stage("compare");
  const changes = await reconcile(files, root, ownedFolders);
  const display = (path: string) => displayPath(terminal, root, path);
  const diagnostics = [...found, ...(await abandonedPackages(root, ownedFolders, display))];
  const drift = describeChanges(changes, display);
  if (drift.length === 0) {
    reporter.succeed({ summary: `${changes.length} files are up to date`, diagnostics });
    return 0;
  }
  reporter.fail([...diagnostics, ...drift], {
    summary: `${drift.length} of ${changes.length} files are not up to date: run \`sdkgen generate\``,
  });
  return 1;
}
