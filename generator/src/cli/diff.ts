import { findConfig } from "../config/index.ts";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { CHANGE_LEVELS, type ChangeLevel, diffPackages, summarize } from "../diff/index.ts";
import { formatChanges } from "../report/format-changes.ts";
import { STDIN } from "../spec/index.ts";
import { readVersion } from "./api-version.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { writeStyled } from "./terminal.ts";

/**
 * `sdkgen diff OLD [NEW]`: reports the changes between two versions of the API, and the version bump that they require. The
 * exit code is 1 only for changes at or above the level of `--fail-on`.
 */
export async function diff(context: CommandContext): Promise<number> {
  const { options, terminal, reporter } = context;
  const [oldSource, newSource] = context.operands;
  const config = await readConfiguration(withDocuments(context), options.out);
  if (
    oldSource === STDIN &&
    (newSource === undefined ? config.documents.includes(STDIN) : newSource === STDIN)
  )
    throw new DiagnosticError([diagnostic("stdin-twice", {})]);
  const before = await readVersion(oldSource, config, context);
  // Without recorded names, the packages would overwrite those of the old document.
  const after = await readVersion(newSource, config, context, { former: before.record });
  reporter.stage("compare");
  const changes = diffPackages(before, after, after.features);
  reporter.warn([...before.diagnostics, ...after.diagnostics]);
  const { stdout, env } = terminal;
  const isText = options.format === "text";
  const text = formatChanges(changes, options.format, stdout.isTTY === true && !env.NO_COLOR);
  if (isText) writeStyled(stdout, text);
  else stdout.write(text);
  if (isText) stdout.write(`${summarize(changes)}\n`);
  return changes.some(({ level }) => isAtLeast(level, options.failOn)) ? 1 : 0;
}

/** Documents can be compared without a configuration, as one package. */
function withDocuments(context: CommandContext): CommandContext {
  const { operands, options, terminal } = context;
  const [, newSource] = operands;
  if (options.config !== undefined || options.spec !== undefined) return context;
  if (findConfig(terminal.cwd) !== undefined) return context;
  if (newSource === undefined) throw new DiagnosticError([diagnostic("nothing-to-compare", {})]);
  return { ...context, options: { ...options, spec: [newSource] } };
}

function isAtLeast(level: ChangeLevel, limit: ChangeLevel | undefined): boolean {
  return limit !== undefined && CHANGE_LEVELS.indexOf(level) <= CHANGE_LEVELS.indexOf(limit);
}
