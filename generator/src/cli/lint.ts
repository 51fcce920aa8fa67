import { planPackages } from "../generate.ts";
import { repeatedParameters } from "../model/index.ts";
import { withoutErrors } from "../problems.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";

/**
 * `sdkgen lint`: reports the problems of the whole document, as OpenAPI and for generation, and of the packages that the configuration
 * builds from it. It also suggests client parameters.
 */
export async function lint(context: CommandContext): Promise<number> {
  const { reporter } = context;
  const config = await readConfiguration(context, context.options.out);
  const { read, former, built, placed } = await planPackages({
    config,
    onStage: reporter.stage,
    unused: true,
  });
  const found = [...(config.diagnostics ?? []), ...read.diagnostics, ...built.diagnostics, ...placed];
  const diagnostics = [...former.diagnostics, ...withoutErrors(found, config)];
  const suggestions = repeatedParameters(built.model, (place) => read.document.locate(place));
  const isClean = diagnostics.every(({ severity }) => severity === "note");
  reporter.succeed({
    summary: isClean ? "the document is valid" : "the document has no errors",
    diagnostics: [...diagnostics, ...suggestions],
  });
  return 0;
}
