import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { findConfig } from "../config/index.ts";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { TEMPLATES } from "../generate.ts";
import type { TracedFiles } from "../spec/index.ts";
import type { Action, CommandContext } from "./command.ts";
import { FolderWatcher } from "./folder-watcher.ts";
import { KnownProblems } from "./outcome.ts";
import { type RepeatedRun, Reporter } from "./reporter.ts";
import { runAction } from "./run-action.ts";

/** The time in which several changes, such as those of an editor that saves, are one reason for a run, in ms. */
const QUIET = 20;

/**
 * Runs a command, and again whenever a file changes that it has read, a file appears that a pattern matches, the configuration, a module that
 * it imports, or a template. Errors are reported, and the next change starts the next run. Ends with SIGINT (Ctrl-C) or SIGTERM.
 *
 * @param read The inputs of the command.
 * @param onOthers Called before a run if anything other than document files changed: the configuration, one of its modules or a
 *   template.
 */
export async function watchInputs(
  run: Action,
  read: WatchedFiles,
  context: CommandContext,
  onOthers: () => void,
): Promise<number> {
  const { files } = read;
  if (context.options.spec?.includes("-")) throw new DiagnosticError([diagnostic("watched-stdin", {})]);
  const inputs = new Inputs(read, context);
  const changes = new Changes();
  const known = new KnownProblems();
  const watcher = new FolderWatcher((path) => changes.add(path));
  const stop = () => changes.stop();
  for (const signal of SIGNALS) process.once(signal, stop);
  try {
    let exitCode = await runAction(run, repeated(context, { started: performance.now(), known }));
    watcher.folders = await inputs.folders(exitCode === 0);
    report(context, files.paths.size);
    for await (const { paths, at } of changes) {
      if (!(await inputs.includeAny(paths))) continue;
      if (inputs.includeOthers(paths)) onOthers();
      files.startOver();
      exitCode = await runAction(run, repeated(context, { started: at, known }));
      watcher.folders = await inputs.folders(exitCode === 0);
    }
    return 0;
  } finally {
    watcher.close();
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Reports that watching has started. */
function report({ options, terminal }: CommandContext, count: number): void {
  const text =
    options.format === "json"
      ? JSON.stringify({ watching: count })
      : `watching ${count} ${count === 1 ? "file" : "files"}; Ctrl-C ends it`;
  terminal.stdout.write(`${text}\n`);
}

/** The context of a triggered run, with a reporter that measures the time since the trigger. */
function repeated(context: CommandContext, run: RepeatedRun): CommandContext {
  const reporter = new Reporter(context.terminal, context.reporter.format, run);
  return { ...context, reporter };
}

/** Inputs of a command. */
interface WatchedFiles {
  /** The source of the document. */
  readonly files: TracedFiles;
  /** The absolute paths of the modules that the configuration imports. A run adds to them. */
  readonly imported: ReadonlySet<string>;
}

/** Inputs of the result. */
class Inputs {
  readonly #files: TracedFiles;
  readonly #config: readonly string[];
  readonly #imported: ReadonlySet<string>;
  /** The paths of the configuration and of its modules, also without symbolic links. */
  #otherPaths: ReadonlySet<string> = new Set();
  /** All paths that were read since the last run that succeeded. */
  #paths = new Set<string>();

  constructor({ files, imported }: WatchedFiles, { options, terminal: { cwd } }: CommandContext) {
    this.#files = files;
    this.#imported = imported;
    const config =
      options.config !== undefined
        ? resolve(cwd, options.config)
        : options.spec === undefined
          ? findConfig(cwd)
          : undefined;
    this.#config = config === undefined ? [] : [config];
  }

  /** The folders to watch after a run. A run that failed may not have read everything. */
  async folders(hasSucceeded: boolean): Promise<readonly string[]> {
    const others = [...this.#config, ...this.#imported];
    const read = [...others, ...this.#files.paths];
    const real = await Promise.all(read.map((path) => this.#files.real(path)));
    this.#otherPaths = new Set([...others, ...real.slice(0, others.length)]);
    this.#paths = new Set([...(hasSucceeded ? [] : this.#paths), ...read, ...real]);
    return [...new Set([...[...this.#paths].map((path) => dirname(path)), TEMPLATES_FOLDER])];
  }

  /** True if the configuration, one of its modules or a template of the generator is among the paths. Editors also create temporary files while saving. */
  includeOthers(paths: ReadonlySet<string>): boolean {
    return [...paths].some((path) => this.#otherPaths.has(path) || isTemplate(path));
  }

  async includeAny(paths: ReadonlySet<string>): Promise<boolean> {
    for (const path of paths) if (this.#paths.has(path) || isTemplate(path)) return true;
    // A file of a pattern, or its folder. Another file may have appeared while this one was noticed: it causes a separate change.
    const others = await this.#files.otherFiles();
    return others.some((other) =>
      [...paths].some((path) => other === path || other.startsWith(`${path}${sep}`)),
    );
  }
}

const TEMPLATES_FOLDER = fileURLToPath(TEMPLATES);

/** True if a path is a template of the generator. */
function isTemplate(path: string): boolean {
  return `${dirname(path)}${sep}` === TEMPLATES_FOLDER;
}

/** Paths that changed, and when the first of them did, as `performance.now()`. */
interface Change {
  readonly paths: ReadonlySet<string>;
  readonly at: number;
}

/** Collects changes until they pause. */
class Changes implements AsyncIterable<Change> {
  #paths = new Set<string>();
  #at = 0;
  #isStopped = false;
  #wake = () => {};
  #timer: NodeJS.Timeout | undefined;

  add(path: string): void {
    if (this.#paths.size === 0) this.#at = performance.now();
    this.#paths.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake(), QUIET);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Change, void, undefined> {
    for (;;) {
      // A change during a run has waited long enough.
      if (this.#paths.size === 0 && !this.#isStopped)
        await new Promise<void>((wake) => {
          this.#wake = wake;
        });
      if (this.#isStopped) return;
      const change = { paths: this.#paths, at: this.#at };
      this.#paths = new Set();
      yield change;
    }
  }
}
