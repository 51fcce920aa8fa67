import { readFileSync } from "node:fs";
import type { ResolvedConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import {
  areAsWritten,
  cacheFolder,
  type FileHashes,
  readCached,
  type Written,
  writeCached,
} from "../output/index.ts";
import { answersAgain, type FileAnswers, isWebAddress, type SpecFiles, STDIN } from "../spec/index.ts";
import type { CommandContext } from "./command.ts";
import { programState } from "./program-state.ts";

/** What a run found and wrote, as far as it is reported. */
export interface FinishedRun {
  /** The absolute output folder. */
  readonly root: string;
  /** The folders of the packages in it. */
  readonly folders: readonly string[];
  readonly packages: readonly { readonly folder: string; readonly custom: readonly string[] }[];
  /** Warnings about the document. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A run in which nothing would change. */
export interface RepeatedRun extends FinishedRun {
  /** The generated files. */
  readonly files: FileHashes;
}

/** Keeps a run for the next one. */
export type KeepRun = (run: FinishedRun, written: Written) => Promise<void>;

/** A run that has something to do, and what it has read so far. */
export interface UnrepeatedRun {
  readonly files: SpecFiles;
  readonly config: ResolvedConfig;
  readonly keep: KeepRun;
}

/** What is kept of a run. */
interface KeptRun {
  /** Everything that the result depends on, apart from files. */
  readonly state: string;
  readonly answers: FileAnswers;
  readonly files: FileHashes;
  readonly run: FinishedRun;
}

/**
 * The last run that wrote into an output folder. Another one that has the same configuration, reads the same files and finds its own files
 * as they were has nothing to do.
 */
export class LastRun {
  readonly #folder: string;
  readonly #root: string;
  readonly #state: string | undefined;

  constructor(config: ResolvedConfig, { options, terminal }: CommandContext) {
    this.#folder = cacheFolder(terminal.env);
    this.#root = config.root;
    const isRenewed = options.force === true || options.renewNames === true;
    this.#state = isRenewed ? undefined : stateOf(config, terminal.cwd);
  }

  /**
   * The last run, if nothing has changed since.
   *
   * @param files Where the document is read.
   */
  async repeated(files: SpecFiles): Promise<RepeatedRun | undefined> {
    if (this.#state === undefined) return undefined;
    const known = await readCached(this.#folder, this.#root);
    if (!isOfState(known, this.#state)) return undefined;
    const { answers, files: written, run } = known;
    if (!(await answersAgain(files, answers)) || !(await areAsWritten(run, written))) return undefined;
    return { ...run, files: written };
  }

  /**
   * Keeps a run, unless it read something from elsewhere.
   *
   * @param answers What it read.
   * @param files The hashes of all its files.
   */
  async keep(run: FinishedRun, answers: FileAnswers, files: FileHashes): Promise<void> {
    if (this.#state === undefined) return;
    const { root, folders, diagnostics } = run;
    const packages = run.packages.map(({ folder, custom }) => ({ folder, custom }));
    const kept: KeptRun = {
      state: this.#state,
      answers,
      files,
      run: { root, folders, packages, diagnostics },
    };
    await writeCached(this.#folder, this.#root, kept);
  }
}

/** Whether what was kept is a run of this state. Then this version of sdkgen has written it, so the rest of it is not examined. */
function isOfState(kept: unknown, state: string): kept is KeptRun {
  return typeof kept === "object" && kept !== null && "state" in kept && kept.state === state;
}

/**
 * Everything that a result depends on besides files, as text: the configuration, the folder that paths are shown from, and the generator.
 * `undefined` if that is not data: features are programs, and the content of a URL or of the standard input is not known in advance.
 */
function stateOf(config: ResolvedConfig, cwd: string): string | undefined {
  const { locate: _, ...data } = config;
  const { documents, overlays = [], references, features = [], file } = config;
  const isElsewhere = [...documents, ...overlays].some((source) => source === STDIN || isWebAddress(source));
  if (isElsewhere || (references?.hosts ?? []).length > 0 || features.length > 0) return undefined;
  // Messages have positions in the file.
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  return isData(data) ? JSON.stringify([programState(), cwd, text, data]) : undefined;
}

function isData(value: unknown): boolean {
  if (typeof value === "function") return false;
  if (typeof value !== "object" || value === null) return true;
  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return isPlain && Object.values(value).every(isData);
}
