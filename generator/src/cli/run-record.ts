import { hash } from "node:crypto";
import { join } from "node:path";
import { isModule, placesOfConfig, type ResolvedConfig } from "../config/index.ts";
import type { GenerateResult } from "../generate.ts";
import { cacheFolder, filesAfter, hashOf, journalFile, type Written, writeCached } from "../output/index.ts";
import { NAMES_FILE } from "../record/index.ts";
import { diskFiles, type FileAnswer, isWebAddress, recordedFiles, STDIN } from "../spec/index.ts";
import type { CommandContext } from "./command.ts";
import { configurationOptions } from "./configuration.ts";
import { customModules } from "./custom-modules.ts";
import { keyOfRun, type LastRun } from "./last-run.ts";
import type { Outcome } from "./outcome.ts";
import { programState } from "./program-state.ts";
import { ask, type Question, textOfConfiguration } from "./questions.ts";

/** What a question was answered: a text, or whether a content is the one that was read. */
type Known = string | ((content: FileAnswer) => boolean);

/** Records what a run depends on, for the next one. */
export class RunRecord {
  readonly #context: CommandContext;
  readonly #program = programState();
  /** Where the run reads the document. */
  readonly files = recordedFiles(diskFiles(process.cwd()), knownFrom);

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /**
   * Keeps the run, if the next one would have nothing to do and report the same.
   *
   * @param outcome What it has reported.
   */
  async keep(config: ResolvedConfig, run: GenerateResult, written: Written, outcome: Outcome): Promise<void> {
    const { options, terminal, words } = this.#context;
    const isRenewed = options.force === true || options.renewNames === true;
    if (isRenewed || isElsewhere(config) || !isSettled(written)) return;
    const files = filesAfter(written.changes);
    const text = textOfConfiguration(config);
    if (text === undefined || options.format === "markdown") return;
    const known: (readonly [Question, Known])[] = [
      [["program"], this.#program],
      ...this.files.answers(),
      ...files.map(([path, sum]) => [["generated", join(run.root, path)], withHash(sum)] as const),
      [["exists", journalFile(run.root)], "false"],
    ];
    for (const question of this.#surroundings(config, run)) {
      const answer = await ask(question, this.files);
      known.push([question, knownFrom(answer)]);
    }
    if (config.file !== undefined && isModule(config.file))
      known.push([["configuration", configurationOptions(this.#context, options.out)], text]);
    const value: LastRun = {
      answers: known.map(([question, answer]) => [question, typeof answer === "string" ? answer : null]),
      format: options.format,
      diagnostics: outcome.diagnostics,
      files: files.length,
    };
    const contents = this.#contents(known);
    await writeCached(cacheFolder(terminal.env), keyOfRun(words, terminal), value, contents);
  }

  /** What the run depends on besides its document and its files. */
  #surroundings(config: ResolvedConfig, { root, folders, packages }: GenerateResult): readonly Question[] {
    const { options, terminal } = this.#context;
    const { file, runtime = "dependency" } = config;
    const isSearched = file !== undefined && options.config === undefined;
    const places = isSearched ? placesOfConfig(terminal.cwd).flat() : [];
    return [
      ...(typeof runtime === "object" || runtime === "bundled" ? [["runtime"] as const] : []),
      ...folders.map((folder) => ["real", join(root, folder)] as const),
      ...customModules(packages).map((path) => ["exists", join(root, path)] as const),
      ["packages", root],
      ...places.map((path) => ["exists", path] as const),
      ...(file === undefined ? [] : [["read", file] as const]),
    ];
  }

  /** The contents of files. `undefined` for one that has changed since the run read or wrote it. */
  async *#contents(known: readonly (readonly [Question, Known])[]): AsyncGenerator<Uint8Array | undefined> {
    for (const [question, isRead] of known) {
      if (typeof isRead === "string") continue;
      const content = await ask(question, this.files);
      yield typeof content !== "string" && isRead(content) ? content : undefined;
    }
  }
}

/** A large answer need not be kept in memory until the end of the run. */
function knownFrom(answer: FileAnswer): Known {
  if (typeof answer === "string") return answer;
  const sum = hash("sha256", answer, "hex");
  return (content) => hash("sha256", content, "hex") === sum;
}

function withHash(sum: string): Known {
  return (content) => Buffer.isBuffer(content) && hashOf(content) === sum;
}

/** Whether documents come from a URL or the standard input, whose content is not known in advance. */
function isElsewhere({ documents, overlays = [], references }: ResolvedConfig): boolean {
  const isAway = [...documents, ...overlays].some((source) => source === STDIN || isWebAddress(source));
  return isAway || (references?.hosts ?? []).length > 0;
}

/**
 * Whether the next run would report the same. Changes of the record of names are reported once, and so may be files that somebody changed
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
