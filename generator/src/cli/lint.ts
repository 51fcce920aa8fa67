import { readDocument, withoutErrors } from "../generate.ts";
import { buildModel, repeatedParameters } from "../model/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";

/**
 * `sdkgen lint`: reports problems of the whole document, as OpenAPI and for generation. It also suggests client parameters, which are no
 * problems, so they are warnings in a strict configuration, too.
 */
export async function lint(context: CommandContext): Promise<number> {
  const { reporter } = context;
  const config = await readConfiguration(context);
  const { document, diagnostics: found } = await readDocument(config, reporter.stage);
  reporter.stage("build the model");
  const built = buildModel(document, config);
  const diagnostics = withoutErrors([...(config.diagnostics ?? []), ...found, ...built.diagnostics], config);
  const suggestions = repeatedParameters(built.model, (place) => document.locate(place));
  reporter.succeed({ summary: "the document is valid", diagnostics: [...diagnostics, ...suggestions] });
  return 0;
}
