import type { ResolvedConfig } from "../config/index.ts";
import { buildFiles, type GenerateResult, type PrintedPackages } from "../generate.ts";
import { describeEdit, SeenFiles, type Written, writeFiles } from "../output/index.ts";
import { diskFiles, type TracedFiles, tracedFiles } from "../spec/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { showEdits } from "./edited-files.ts";
import { reportFinished } from "./finished-run.ts";
import type { KeepRun, UnrepeatedRun } from "./last-run.ts";
import { displayPath } from "./terminal.ts";
import { watchInputs } from "./watch.ts";
import { limitYoungGeneration } from "./young-generation.ts";

/** What the runs of a process share, so that each of them repeats only what is necessary. */
interface Memory {
  readonly files: TracedFiles;
  config?: ResolvedConfig;
  /** The absolute paths of the modules that the configuration imports. */
  readonly imported: Set<string>;
  /** What was printed with this configuration. */
  readonly printed: PrintedPackages;
  /** The generated files that were read. */
  readonly seen: SeenFiles;
  /** Called with a run that needs no repetition. */
  readonly keep?: KeepRun;
}

/**
 * Generates and writes the packages, once or whenever something changes.
 *
 * @param start What was read before. Default: nothing.
 */
export function generate(context: CommandContext, start?: UnrepeatedRun): Promise<number> {
  const { files = diskFiles(process.cwd()), ...rest } = start ?? {};
  const memory: Memory = {
    ...rest,
    files: tracedFiles(files),
    imported: new Set(),
    printed: new Map(),
    seen: new SeenFiles(),
  };
  const run = (each: CommandContext) => generateOnce(each, memory);
  if (context.options.watch !== true) return run(context);
  return watchInputs(run, memory, context, () => {
    delete memory.config;
    memory.printed.clear();
  });
}

async function generateOnce(context: CommandContext, memory: Memory): Promise<number> {
  const { options, reporter } = context;
  memory.config ??= await readConfiguration(context, options.out, (path) => memory.imported.add(path));
  const { config } = memory;
  const result = await buildFiles({
    config,
    onStage: (stage) => {
      limitYoungGeneration();
      reporter.stage(stage);
    },
    renewNames: options.renewNames === true,
    force: options.force === true,
    files: memory.files,
    printed: memory.printed,
  });
  reporter.stage("write");
  const written = await writeFiles(result.files, result, {
    force: options.force === true,
    seen: memory.seen,
    onWait: (pid) => reporter.stage(`wait for process ${pid}, which is writing`),
  });
  const isRefused = written.edited.length > 0 && options.force !== true;
  if (isRefused) return refuse(result, written, context);
  await memory.keep?.(result, written);
  return reportFinished(result, written, context);
}

/** Somebody changed generated files: reports the differences. Nothing was written. */
async function refuse({ root }: GenerateResult, { edited, diagnostics }: Written, context: CommandContext) {
  const problems = edited.map((edit) =>
    describeEdit(edit, (path) => displayPath(context.terminal, root, path)),
  );
  const files = edited.length === 1 ? "1 file has" : `${edited.length} files have`;
  context.reporter.fail([...diagnostics, ...problems], {
    summary: `nothing was written, because ${files} changes that would be lost`,
    ...(await showEdits(edited, root, context)),
  });
  return 1;
}
