import { findConfig } from "../config/index.ts";
import { CHANGE_LEVELS, type ChangeLevel, diffPackages, summarize } from "../diff/index.ts";
import { formatChanges } from "../report/format-changes.ts";
import { readVersion } from "./api-version.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";

/**
 * `sdkgen diff OLD [NEW]`: what has changed between two versions of the API, and what that asks of the packages'
 * versions. The exit code is 1 only for a change that `--fail-on` names, or a worse one.
 */
export async function diff(context: CommandContext): Promise<number> {
  const { options, terminal, reporter } = context;
  const [oldSource, newSource] = context.operands;
  const config = await readConfiguration(withDocuments(context));
  const before = await readVersion(oldSource, config, context);
  const after = await readVersion(newSource, config, context);
  reporter.stage("compare");
  const changes = diffPackages(before, after);
  reporter.stopProgress();
  const { stdout, env } = terminal;
  stdout.write(formatChanges(changes, options.format, stdout.isTTY === true && !env.NO_COLOR));
  if (options.format === "text") stdout.write(`${summarize(changes)}\n`);
  return changes.some(({ level }) => isAsBadAs(level, options.failOn)) ? 1 : 0;
}

/** Two documents can be compared where there is no configuration; then they are one package. */
function withDocuments(context: CommandContext): CommandContext {
  const { operands, options, terminal } = context;
  const [, newSource] = operands;
  const needsNone = newSource !== undefined && options.config === undefined && options.spec === undefined;
  if (!needsNone || findConfig(terminal.cwd) !== undefined) return context;
  return { ...context, options: { ...options, spec: [newSource] } };
}

function isAsBadAs(level: ChangeLevel, limit: ChangeLevel | undefined): boolean {
  return limit !== undefined && CHANGE_LEVELS.indexOf(level) <= CHANGE_LEVELS.indexOf(limit);
}
