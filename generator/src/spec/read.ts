import { resolve } from "node:path";
import { isDynamicPattern } from "tinyglobby";
import { type Diagnostic, DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import { displayReference, displayURL, isOtherURL, isWebAddress } from "./address.ts";
import { diskFiles } from "./disk-files.ts";
import { type AllowedReferences, Fence } from "./fence.ts";
import type { SpecFiles } from "./files.ts";
import { filesOfGlob, type GeneratedFiles } from "./found-files.ts";
import type { NodeKind, Shape } from "./grammar.ts";
import { loadSource } from "./load.ts";
import { partsOf } from "./parts.ts";
import { formatPointer, type Pointer, valueAt } from "./pointer.ts";
import { type FoundReference, referencesIn } from "./references.ts";
import type { SpecSource } from "./source.ts";
import { Sources } from "./sources.ts";
import { STDIN, stdinPath, withStdin } from "./stdin.ts";

/** The source of files. */
export interface ReadOptions {
  /** The source of the files. Default: the disk, with paths in messages relative to the working directory. */
  readonly files?: SpecFiles;
  /** Allowed locations of references. Default: the folder or git repository of each listed document, or its server. */
  readonly allowed?: AllowedReferences;
  /** Generated files, which globs do not match. Default: none. */
  readonly generated?: GeneratedFiles;
  /** Changes the listed files before their references are followed. Default: nothing is changed. */
  amend?(listed: readonly SpecSource[]): readonly SpecSource[];
}

/**
 * Stage 1: reads the YAML and JSON files of a document, and the files that they reference.
 *
 * @param patterns Paths and globs, relative to `directory`, folders with an `openapi.yaml` or the like, `https:` URLs, and `-` for
 *   the standard input. Those that start with `!` exclude files. A glob does not match files in generated packages and in `node_modules`,
 *   unless it starts with such a folder.
 * @returns The files sorted by path, so that the order of patterns does not matter.
 * @throws {DiagnosticError} with the problems of all files.
 */
export async function readSources(
  patterns: readonly string[],
  directory: string,
  {
    files: given = diskFiles(process.cwd()),
    allowed = {},
    generated,
    amend = (listed) => listed,
  }: ReadOptions = {},
): Promise<SpecSource[]> {
  const files = patterns.includes(STDIN) ? withStdin(given, directory, process.stdin) : given;
  const reader = new SourceReader(files, allowed);
  const { problems } = reader;
  for (const listed of await findFiles(files, patterns, directory, { problems, generated }))
    await reader.read(listed);
  if (reader.problems.length === 0) reader.amend(amend);
  await reader.readReferred();
  if (reader.problems.length > 0) throw new DiagnosticError(reader.problems);
  return sorted(reader.sources());
}

function sorted(sources: readonly SpecSource[]): SpecSource[] {
  return sources.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

/** A part of a file that belongs to the document. */
interface SourcePart {
  readonly source: SpecSource;
  readonly pointer: Pointer;
  readonly of: NodeKind | Shape;
}

class SourceReader {
  readonly problems: Diagnostic[] = [];
  readonly #files: SpecFiles;
  readonly #byPath = new Map<string, SpecSource | undefined>();
  readonly #sources = new Sources(this.#byPath);
  readonly #parts = new Set<string>();
  readonly #queue: SourcePart[] = [];
  readonly #fence: Fence;

  constructor(files: SpecFiles, allowed: AllowedReferences) {
    this.#files = files;
    this.#fence = new Fence(files, allowed);
  }

  sources(): SpecSource[] {
    return [...this.#byPath.values()].filter((source) => source !== undefined);
  }

  /** Reads a listed file. A file that only a glob matches must not be a symbolic link to another folder. */
  async read({ path, isMatched }: Listed): Promise<void> {
    await this.#fence.admit(path);
    if (isMatched && !(await this.#fence.allows(path))) {
      this.problems.push(diagnostic("outside-folder", { file: this.#files.display(path) }));
      return;
    }
    await this.#load(path, true, undefined);
  }

  /** Replaces the listed files, and queues them. */
  amend(amend: NonNullable<ReadOptions["amend"]>): void {
    for (const source of amend(sorted(this.sources()))) {
      this.#byPath.set(source.path, source);
      for (const { pointer, of } of partsOf(source.value))
        if (of !== undefined) this.#add({ source, pointer, of });
    }
  }

  /** Reads the files that the parts reference. Those on the web are last, since any other file may have their address as its `$id`. */
  async readReferred(): Promise<void> {
    const onTheWeb: [FoundReference, SourcePart][] = [];
    const readQueue = async (start: number): Promise<number> => {
      let index = start;
      for (let part = this.#queue[index]; part !== undefined; part = this.#queue[++index]) {
        const { source, pointer, of } = part;
        for (const found of referencesIn(valueAt(source.value, pointer), of).found) {
          if (this.#isOnTheWeb(found, source)) onTheWeb.push([found, part]);
          else await this.#follow(found, part);
        }
      }
      return index;
    };
    let done = await readQueue(0);
    for (const [found, part] of onTheWeb) {
      await this.#follow(found, part);
      done = await readQueue(done);
    }
  }

  #isOnTheWeb({ reference }: FoundReference, source: SpecSource): boolean {
    const target = this.#sources.find(reference, source);
    return target !== undefined && "unread" in target && isWebAddress(target.unread);
  }

  /** Queues a part, once. */
  #add(part: SourcePart): void {
    const { source, pointer, of } = part;
    const key = `${source.path}${formatPointer(pointer)} ${typeof of === "string" ? of : `${of.holds} ${of.kind}`}`;
    if (this.#parts.has(key)) return;
    this.#parts.add(key);
    this.#queue.push(part);
  }

  /** Reads the files on the way to the target of a reference, and queues the target. */
  async #follow({ reference, kind, holds, pointer }: FoundReference, part: SourcePart): Promise<void> {
    const { source } = part;
    let target = this.#sources.find(reference, source);
    while (target !== undefined && "unread" in target) {
      if (this.#byPath.has(target.unread)) return;
      await this.#loadReferred(target.unread, source.locate([...part.pointer, ...pointer]));
      target = this.#sources.find(reference, source);
    }
    if (target === undefined || holds === "text") return;
    this.#add({ ...target, of: holds === "one" ? kind : { holds, kind } });
  }

  /** Reads a referenced file if references may point to it. */
  async #loadReferred(path: string, from: Location): Promise<void> {
    if (await this.#fence.allows(path)) {
      await this.#load(path, false, from);
      return;
    }
    this.#byPath.set(path, undefined);
    const problem = isWebAddress(path)
      ? diagnostic("remote-reference", { reference: displayURL(path), host: new URL(path).host }, from)
      : diagnostic("outside-folder", { file: this.#files.display(path) }, from);
    this.problems.push(problem);
  }

  async #load(path: string, listed: boolean, from: Location | undefined): Promise<SpecSource | undefined> {
    const allows = (url: string) => this.#fence.allowsURL(url);
    try {
      this.#byPath.set(path, await loadSource(path, listed, { files: this.#files, allows, from }));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.#byPath.set(path, undefined);
      this.problems.push(...error.diagnostics);
    }
    return this.#byPath.get(path);
  }
}

/** A listed file. */
interface Listed {
  readonly path: string;
  /** True if it is listed by a glob and not by name. */
  readonly isMatched: boolean;
}

async function findFiles(
  files: SpecFiles,
  patterns: readonly string[],
  directory: string,
  { problems, generated }: { problems: Diagnostic[]; generated: GeneratedFiles | undefined },
): Promise<readonly Listed[]> {
  const ignore = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const named = new Set<string>();
  const matched = new Set<string>();
  for (const pattern of patterns.filter((entry) => !entry.startsWith("!"))) {
    const literal = await literalOf(files, pattern, directory, problems);
    if (literal === "invalid") continue;
    if (literal !== undefined) {
      named.add(literal);
      continue;
    }
    const matching = await filesOfGlob(files, pattern, { directory, ignore, generated });
    if (matching.length === 0)
      problems.push(diagnostic("no-files-match", { pattern: displayReference(pattern) }));
    for (const path of matching) matched.add(path);
  }
  return [...new Set([...named, ...matched])].sort().map((path) => ({ path, isMatched: !named.has(path) }));
}

/** The address of the file that a pattern names. `undefined` for a glob. */
async function literalOf(
  files: SpecFiles,
  pattern: string,
  directory: string,
  problems: Diagnostic[],
): Promise<string | undefined> {
  if (pattern === STDIN) return stdinPath(directory);
  if (isWebAddress(pattern)) {
    const url = URL.parse(pattern);
    if (url !== null) return url.href;
    problems.push(diagnostic("invalid-url", { url: displayURL(pattern) }));
    return "invalid";
  }
  if (isOtherURL(pattern) || /^https?:/i.test(pattern)) {
    problems.push(diagnostic("invalid-url", { url: displayURL(pattern) }));
    return "invalid";
  }
  const literal = resolve(directory, pattern);
  const entry = await files.entryOf(literal);
  if (entry !== undefined) return entry;
  return !isDynamicPattern(pattern) || (await exists(files, literal)) ? literal : undefined;
}

/** A pattern that looks like a glob may be the name of a file. */
async function exists(files: SpecFiles, path: string): Promise<boolean> {
  return files.read(path).then(
    (bytes) => bytes !== "missing",
    () => true,
  );
}
