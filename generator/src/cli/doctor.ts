import type { ResolvedConfig } from "../config/index.ts";
import { DiagnosticError } from "../diagnostics/index.ts";
import {
  type Finding,
  fine,
  packageFindings,
  problemText,
  releaseFindings,
  runtimeFinding,
  toolFindings,
  wrong,
} from "../doctor/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { displayPath } from "./terminal.ts";
import { readVersion } from "./version.ts";

/**
 * `sdkgen doctor`: reports the versions, the configuration, the packages to publish, and missing requirements. The exit code is 1 if
 * packages cannot be generated, and with `--check` also if a release requirement is missing.
 */
export async function doctor(context: CommandContext): Promise<number> {
  const { options, reporter, terminal } = context;
  const findings = await allFindings(context);
  reporter.stopProgress();
  const states = findings.map(({ state }) => state);
  const isWrong = states.includes("wrong") || (options.check === true && states.includes("missing"));
  const isJson = options.json === true || options.format === "json";
  terminal.stdout.write(
    isJson ? `${JSON.stringify({ ok: !isWrong, findings }, undefined, 2)}\n` : textOf(findings),
  );
  return isWrong ? 1 : 0;
}

async function allFindings(context: CommandContext): Promise<readonly Finding[]> {
  const { terminal } = context;
  let config: ResolvedConfig;
  try {
    config = await readConfiguration(context);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const fix = error.diagnostics[0]?.help ?? "correct it";
    return [...toolFindings(readVersion()), wrong("configuration", problemText(error.diagnostics), fix)];
  }
  const { file } = config;
  return [
    ...toolFindings(readVersion()),
    runtimeFinding(config),
    fine(
      "configuration",
      file === undefined ? "none: options of the command" : displayPath(terminal, "", file),
    ),
    ...(await packageFindings(config)),
    ...(await releaseFindings(config, terminal)),
  ];
}

const MARKS = { fine: "✓", missing: "·", wrong: "✗" } as const;

function textOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length)) + 2;
  const lines = findings.map(({ subject, state, text, fix }) => {
    const help = fix === undefined ? "" : `\n${" ".repeat(width + 2)}help: ${fix}`;
    return `${MARKS[state]} ${subject.padEnd(width)}${text}${help}\n`;
  });
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  return `${lines.join("")}\n${count("wrong")} wrong, ${count("missing")} missing for a release\n`;
}
