import { readDocument, withoutErrors } from "../generate.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";

/** `sdkgen mock`: serves a mock of the API until the process is asked to stop. */
export async function mock(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context);
  const { written, diagnostics } = await readDocument(config, reporter.stage);
  reporter.warn(withoutErrors(diagnostics, config));
  const document: object = JSON.parse(JSON.stringify(written.root));
  // Loaded here, because the other commands do not need it.
  const { runMock } = await import("@copilot-sdk/mock/program");
  reporter.stopProgress();
  await runMock(
    {
      options: { document, ...(options.port !== undefined && { port: Number(options.port) }) },
      isJson: options.format === "json",
      canMove: options.port === undefined,
    },
    (text) => terminal.stdout.write(`${text}\n`),
  );
  return 0;
}
