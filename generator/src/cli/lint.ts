import { readDocument, withoutErrors } from "../generate.ts";
import { buildModel } from "../model/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";

/** `sdkgen lint`: reports problems of the whole document, as OpenAPI and for generation. */
export async function lint(context: CommandContext): Promise<number> {
  const { reporter } = context;
  const config = await readConfiguration(context);
  const { document, diagnostics: found } = await readDocument(config, reporter.stage);
  reporter.stage("build the model");
  const diagnostics = withoutErrors(
    [...found, ...buildModel(document, config.names, config.pagination).diagnostics],
    config,
  );
  reporter.succeed({ summary: "the document is valid", diagnostics });
  return 0;
}
