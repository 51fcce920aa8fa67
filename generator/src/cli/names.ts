import { allResources, compareNames } from "../api-model/index.ts";
import { featuresOf, readDocument } from "../generate.ts";
import { type BuiltModel, buildModel } from "../model/index.ts";
import { readNames } from "../recorded.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { type NamedCall, namesTable } from "./names-table.ts";

/**
 * `sdkgen names`: prints the call of each operation, and the source of the names. A call with a recorded name that the
 * current rules would name differently has both names.
 */
export async function names(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context, options.out);
  const read = await readDocument(config, reporter.stage);
  const former = await readNames(config, read.document);
  reporter.stage("build the model");
  const features = await featuresOf(config);
  const built = buildModel(read.document, config, { record: former.record, extensions: features });
  const byRules =
    former.record.choices === undefined ? built : buildModel(read.document, config, { extensions: features });
  const calls = withOthers(callsOf(built), callsOf(byRules));
  reporter.stopProgress();
  reporter.warn(former.diagnostics);
  const json = options.json === true || options.format === "json";
  const text = json
    ? `${JSON.stringify(calls, undefined, 2)}\n`
    : calls.length === 0
      ? "The document has no operations.\n"
      : namesTable(calls, reasonsOf(built, byRules));
  terminal.stdout.write(text);
  return 0;
}

/** Every call, below its resource. */
function callsOf({ model }: BuiltModel): readonly NamedCall[] {
  return allResources(model.resources).flatMap(({ path: resource, operations }) =>
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
}

/** The calls, with their names by the current rules if these differ. */
function withOthers(calls: readonly NamedCall[], byRules: readonly NamedCall[]): readonly NamedCall[] {
  const endpointOf = ({ method, path }: NamedCall) => `${method} ${path}`;
  const others = new Map(byRules.map((call) => [endpointOf(call), call.name]));
  return calls.map((call) => {
    const other = others.get(endpointOf(call)) ?? call.name;
    return other === call.name ? call : { ...call, byRules: other };
  });
}

/** The source of the names, and the source by the current rules. */
function reasonsOf({ naming }: BuiltModel, { naming: now }: BuiltModel): readonly string[] {
  const isOther = naming.choices.naming !== now.choices.naming;
  return [`names: ${naming.reason}`, ...(isOther ? [`now they would be: ${now.reason}`] : [])];
}
