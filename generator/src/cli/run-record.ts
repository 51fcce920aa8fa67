import { join } from "node:path";
import { isModule, placesOfConfig, type ResolvedConfig } from "../config/index.ts";
import type { GenerateResult } from "../generate.ts";
import {
  cacheFolder,
  digestOf,
  filesAfter,
  lockFolder,
  sizeOf,
  type Written,
  workFolder,
  writeCached,
} from "../output/index.ts";
import { NAMES_FILE } from "../record/index.ts";
import {
  diskFiles,
  type FileAnswer,
  isWebAddress,
  type RecordedFiles,
  recordedFiles,
  type SpecFiles,
  STDIN,
} from "../spec/index.ts";
import type { CommandContext } from "./command.ts";
import { configurationOptions } from "./configuration.ts";
import { customModules } from "./custom-modules.ts";
import { areEmpty } from "./empty-packages.ts";
import { keyOfRun, type LastRun } from "./last-run.ts";
import type { Outcome } from "./outcome.ts";
import { ask, hashOfAnswer, type Question, textOfConfiguration } from "./questions.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The size from which the hash of a content is kept in its place, in bytes. The next run compares a smaller one in less time than it takes
 * to load `node:crypto`.
 */
const LARGE = 2 ** 20;

/** The answer to a question: a string, or a content, which need not stay in memory until the end of the run. */
type Known = string | { readonly hash: string; readonly size: number };

type Answered = readonly [question: Question, known: Known];

/** The sources of the document and of a YAML or JSON configuration. */
export type FilesOfRun = RecordedFiles<Known>;

/** The files on disk, with a record of reads. */
export function filesOfRun({ cwd }: Pick<Terminal, "cwd">): FilesOfRun {
  return recordedFiles(diskFiles(cwd), knownFrom);
}

/** Records the inputs of a run, for the next one. */
export class RunRecord {
  readonly #context: CommandContext;
  /** The cache folder. */
  readonly #folder: string;
  readonly #disk: SpecFiles;
  /** State before the run. */
  readonly #before: readonly Answered[];
  /** A configuration that is a program, which the next run checks last. */
  readonly #program: readonly Answered[];
  /** The sources that the run reads. */
  readonly files: FilesOfRun;

  private constructor(context: CommandContext, { folder, disk, files, before, program }: RecordedStart) {
    this.#context = context;
    this.#folder = folder;
    this.#disk = disk;
    this.#before = before;
    this.#program = program;
    this.files = files;
  }

  /**
   * Starts to record a run whose configuration was just read.
   *
   * @param files Its source.
   * @returns `undefined` if the next run cannot detect changes.
   */
  static async start(
    config: ResolvedConfig,
    context: CommandContext,
    files: FilesOfRun,
  ): Promise<RunRecord | undefined> {
    const { options, terminal } = context;
    const folder = cacheFolder(terminal.env);
    const text = textOfConfiguration(config);
    const isRenewed = options.force === true || options.renewNames === true;
    if (folder === undefined || text === undefined || isRenewed || isElsewhere(config)) return undefined;
    const disk = diskFiles(terminal.cwd);
    const before = await answered(questionsBefore(config, context), disk);
    const isProgram = config.file !== undefined && isModule(config.file);
    const question = ["configuration", configurationOptions(context, options.out)] as const;
    const program = isProgram ? [[question, text] as const] : [];
    return new RunRecord(context, { folder, disk, files, before, program });
  }

  /**
   * Saves the run, if the next one would have nothing to do and report the same.
   *
   * @param outcome Its report.
   */
  async keep(run: GenerateResult, written: Written, { diagnostics }: Outcome): Promise<void> {
    if (!isSettled(written) || areEmpty(run.packages)) return;
    const { root, folders, packages } = run;
    const files = filesAfter(written.changes);
    const known: readonly Answered[] = [
      ...this.#before,
      ...this.files.answers(),
      ...files.map(([path, hash]) => generatedFile(join(root, path), hash)),
      ...[lockFolder(root), workFolder(root)].map((path) => [["exists", path], "false"] as const),
      ...(await answered(
        [
          ...folders.map((folder) => ["real", join(root, folder)] as const),
          ...customModules(packages).map((path) => ["exists", join(root, path)] as const),
          ["packages", root],
        ],
        this.#disk,
      )),
      ...this.#program,
    ];
    const all = known.map(withoutLarge);
    const answers = all.map(
      ([question, answer]) => [question, typeof answer === "string" ? answer : null] as const,
    );
    const { reporter, terminal, words } = this.#context;
    const value: LastRun = { answers, format: reporter.format, diagnostics, files: files.length };
    await writeCached(this.#folder, keyOfRun(words, terminal), value, this.#contents(all));
  }

  /** The contents of files. `undefined` for one that has changed since the run read or wrote it. */
  async *#contents(all: readonly Answered[]): AsyncGenerator<Uint8Array | undefined> {
    for (const [question, known] of all) {
      if (typeof known === "string") continue;
      const content = await ask(question, this.#disk);
      yield typeof content !== "string" && hashOfAnswer(question, content) === known.hash
        ? content
        : undefined;
    }
  }
}

/** State before a run. */
interface RecordedStart {
  readonly folder: string;
  readonly disk: SpecFiles;
  readonly files: FilesOfRun;
  readonly before: readonly Answered[];
  readonly program: readonly Answered[];
}

/** The state of the program, and the sources of the configuration. */
function questionsBefore(
  { file, runtime = "dependency" }: ResolvedConfig,
  { options, terminal }: CommandContext,
): readonly Question[] {
  const hasSources = typeof runtime === "object" || runtime === "bundled";
  const isSearched = file !== undefined && options.config === undefined;
  const places = isSearched ? placesOfConfig(terminal.cwd).flat() : [];
  return [
    ["program"],
    ...(hasSources ? [["runtime"] as const] : []),
    ...places.map((place) => ["exists", place] as const),
    ...(file !== undefined && isModule(file) ? [["read", file] as const] : []),
  ];
}

async function answered(questions: readonly Question[], disk: SpecFiles): Promise<readonly Answered[]> {
  const all: Answered[] = [];
  for (const question of questions) all.push([question, knownFrom(await ask(question, disk))]);
  return all;
}

function knownFrom(answer: FileAnswer): Known {
  return typeof answer === "string" ? answer : { hash: digestOf(answer), size: answer.byteLength };
}

function generatedFile(path: string, hash: string): Answered {
  return [["generated", path], { hash, size: sizeOf(path) }];
}

/** The question of a large content becomes that of its hash. */
function withoutLarge([question, known]: Answered): Answered {
  return typeof known === "string" || known.size < LARGE
    ? [question, known]
    : [["hash", question], known.hash];
}

/** True if documents come from a URL or the standard input, whose content is not known in advance. */
function isElsewhere({ documents, overlays = [], references }: ResolvedConfig): boolean {
  const isAway = [...documents, ...overlays].some((source) => source === STDIN || isWebAddress(source));
  return isAway || (references?.hosts ?? []).length > 0;
}

/**
 * True if the next run would report the same. Changes of the record of names are reported once, and so may be edited files
 * and that are no longer generated.
 */
function isSettled({ changes, edited, diagnostics }: Written): boolean {
  if (edited.length + diagnostics.length > 0) return false;
  if (changes.every(({ kind }) => kind === "create")) return true;
  return changes.every(({ kind, path }) => kind !== "kept" && (kind === "unchanged" || !isRecord(path)));
}

function isRecord(path: string): boolean {
  return path === NAMES_FILE || path.endsWith(`/${NAMES_FILE}`);
}
