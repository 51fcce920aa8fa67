import { allResources, compareNames } from "../api-model/index.ts";
import { readDocument } from "../generate.ts";
import { buildModel } from "../model/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { type NamedCall, namesTable } from "./names-table.ts";

/** `sdkgen names`: prints the call of each operation, and what the names are made from. */
export async function names(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context);
  const { document } = await readDocument(config, reporter.stage);
  reporter.stage("build the model");
  const { model, naming } = buildModel(document, config);
  const calls = allResources(model.resources).flatMap(({ path: resource, operations }) =>
    operations
      .toSorted((a, b) => compareNames(a.method, b.method))
      .map(
        ({ httpMethod, path, method }): NamedCall => ({
          method: httpMethod,
          // `{+id}` marks a value that may contain slashes.
          path: path.replaceAll("{+", "{"),
          name: [...resource, method].join("."),
        }),
      ),
  );
  reporter.stopProgress();
  const json = options.json === true || options.format === "json";
  terminal.stdout.write(json ? `${JSON.stringify(calls, undefined, 2)}\n` : namesTable(calls, naming.reason));
  return 0;
}
