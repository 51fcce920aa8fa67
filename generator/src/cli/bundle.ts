import { resolve } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { readDocument } from "../generate.ts";
import { writeWhole } from "../output/index.ts";
import { withoutErrors } from "../problems.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";

/** `sdkgen bundle`: writes the document as one file, with only internal references. */
export async function bundle(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context);
  const { sources, written, diagnostics: found } = await readDocument(config, reporter.stage);
  const diagnostics = withoutErrors(found, config);
  const text = `${JSON.stringify(written.root, undefined, 2)}\n`;
  if (options.out === undefined) {
    reporter.warn(diagnostics);
    terminal.stdout.write(text);
    return 0;
  }
  const file = resolve(terminal.cwd, options.out);
  const inputs = [...sources.map(({ path }) => path), ...(config.overlays ?? []), config.file];
  if (inputs.includes(file))
    throw new DiagnosticError([diagnostic("bundle-over-input", { file: options.out })]);
  await writeWhole(file, text, options.out);
  reporter.succeed({ summary: `wrote ${options.out}`, diagnostics });
  return 0;
}
