import type { ResolvedConfig } from "../config/index.ts";
import { buildFiles, type GenerateResult, type PrintedPackages } from "../generate.ts";
import { describeEdit, SeenFiles, type Written, writeFiles } from "../output/index.ts";
import { diskFiles, type SpecFiles, type TracedFiles, tracedFiles } from "../spec/index.ts";
import type { CommandContext } from "./command.ts";
import { readConfiguration } from "./configuration.ts";
import { showEdits } from "./edited-files.ts";
import { outcomeOf } from "./finished-run.ts";
import { filesOfRun, RunRecord } from "./run-record.ts";
import { displayPath } from "./terminal.ts";
import { watchInputs } from "./watch.ts";
import { limitYoungGeneration } from "./young-generation.ts";

/** State shared by the runs of a process, so that each of them repeats only what is necessary. */
interface Memory {
  readonly files: TracedFiles;
  config?: ResolvedConfig;
  /** The absolute paths of the modules that the configuration imports. */
  readonly imported: Set<string>;
  /** The packages that were printed with this configuration. */
  readonly printed: PrintedPackages;
  /** The generated files that were read. */
  readonly seen: SeenFiles;
  /** Saves the run for the next process. */
  readonly record?: RunRecord;
}

/** `sdkgen generate`: generates and writes the packages, once or whenever something changes. */
export async function generate(context: CommandContext): Promise<number> {
  if (context.options.watch === true) return watch(context);
  const files = filesOfRun(context.terminal);
  const config = await readConfiguration(context, context.options.out, { files });
  const record = await RunRecord.start(config, context, files);
  return generateOnce(context, {
    ...newMemory(record?.files),
    config,
    ...(record !== undefined && { record }),
  });
}

function watch(context: CommandContext): Promise<number> {
  const memory = newMemory();
  const run = (each: CommandContext) => generateOnce(each, memory);
  return watchInputs(run, memory, context, () => {
    delete memory.config;
    memory.printed.clear();
  });
}

function newMemory(files: SpecFiles = diskFiles(process.cwd())): Memory {
  return { files: tracedFiles(files), imported: new Set(), printed: new Map(), seen: new SeenFiles() };
}

async function generateOnce(context: CommandContext, memory: Memory): Promise<number> {
  const { options, reporter } = context;
  memory.config ??= await readConfiguration(context, options.out, {
    onImport: (path) => memory.imported.add(path),
  });
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
  const display = (path: string) => displayPath(context.terminal, result.root, path);
  const written = await writeFiles(
    result.files,
    { ...result, display },
    {
      force: options.force === true,
      seen: memory.seen,
      onWait: (pid) => reporter.stage(`wait for process ${pid}, which is writing`),
    },
  );
  const isRefused = written.edited.length > 0 && options.force !== true;
  if (isRefused) return refuse(result, written, context);
  const outcome = outcomeOf(result, written, context.terminal);
  await memory.record?.keep(result, written, outcome);
  reporter.succeed(outcome);
  return 0;
}

/** Reports the differences in edited generated files. Nothing was written. */
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
