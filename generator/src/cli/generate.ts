import { buildFiles } from "../generate.ts";
import { abandonedPackages, applyChanges, countChanges, reconcile } from "../output/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { displayPath } from "./terminal.ts";

/** `sdkgen generate`: generates and writes the packages. */
export async function generate(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context, options.out);
  const { files, ownedFolders, diagnostics, root } = await buildFiles({ config, onStage: reporter.stage });
  reporter.stage("write");
  const changes = await reconcile(files, root, ownedFolders);
  await applyChanges(changes, root);
  const abandoned = await abandonedPackages(root, ownedFolders, (path) => displayPath(terminal, root, path));
  const changed = countChanges(changes);
  reporter.succeed({
    summary: `${changed} ${changed === 1 ? "file" : "files"} changed, ${changes.length - changed} unchanged`,
    diagnostics: [...diagnostics, ...abandoned],
    facts: {
      changes: changes.filter(({ kind }) => kind !== "unchanged").map(({ kind, path }) => ({ kind, path })),
    },
  });
  return 0;
}
