import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { readDocument } from "../generate.ts";
import { withoutErrors } from "../problems.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { givenMockOptions } from "./mock-options.ts";

/** `sdkgen mock`: serves a mock of the API until the process is stopped. */
export async function mock(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const config = await readConfiguration(context);
  const { repaired, diagnostics } = await readDocument(config, reporter.stage);
  reporter.warn(withoutErrors(diagnostics, config));
  const document = repaired();
  // Loaded here, because the other commands do not need it.
  const { requestFrom, runMock } = await import("@copilot-sdk/mock/program");
  reporter.stopProgress();
  const request = requestFrom(givenMockOptions(options), document, options.format === "json");
  try {
    await runMock(request, (text) => terminal.stdout.write(`${text}\n`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("mock-not-started", { reason })]);
  }
  return 0;
}
