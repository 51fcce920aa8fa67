import { extname, resolve } from "node:path";
import { isDynamicPattern } from "tinyglobby";
import { type Diagnostic, DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import { diskFiles } from "./disk-files.ts";
import { type SpecFiles, UnreadableFileError } from "./files.ts";
import type { NodeKind } from "./grammar.ts";
import { parseJson } from "./json.ts";
import { type Pointer, valueAt } from "./pointer.ts";
import { findReferences, isRemote, referenceTarget } from "./references.ts";
import { positionFinder, type SpecSource } from "./source.ts";
import { parseYaml } from "./yaml.ts";

/**
 * Stage 1: reads the YAML and JSON files of a document, and the files that they reference.
 *
 * @param patterns Paths and globs, relative to `directory`. Those that start with `!` exclude files.
 * @param files The source of the files. Default: the disk, with paths in messages relative to the working directory.
 * @returns The files sorted by path, so that the order of patterns does not matter.
 * @throws {DiagnosticError} with the problems of all files.
 */
export async function readSources(
  patterns: readonly string[],
  directory: string,
  files: SpecFiles = diskFiles(process.cwd()),
): Promise<SpecSource[]> {
  const reader = new SourceReader(files);
  const paths = await findFiles(files, patterns, directory, reader.problems);
  for (const path of paths) await reader.read({ path, pointer: [], kind: "document", listed: true });
  await reader.readReferred();
  if (reader.problems.length > 0) throw new DiagnosticError(reader.problems);
  return reader.sources().sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A part of a file that belongs to the document, and where it is referenced. */
interface Part {
  readonly path: string;
  readonly pointer: Pointer;
  readonly kind: NodeKind;
  readonly listed: boolean;
  readonly from?: Location;
}

class SourceReader {
  readonly problems: Diagnostic[] = [];
  readonly #files: SpecFiles;
  readonly #sources = new Map<string, SpecSource | undefined>();
  readonly #parts = new Set<string>();
  readonly #queue: Part[] = [];

  constructor(files: SpecFiles) {
    this.#files = files;
  }

  sources(): SpecSource[] {
    return [...this.#sources.values()].filter((source) => source !== undefined);
  }

  async readReferred(): Promise<void> {
    for (let part = this.#queue.shift(); part !== undefined; part = this.#queue.shift())
      await this.read(part);
  }

  /** Reads the part's file unless it was read before, and queues the parts that it references. */
  async read(part: Part): Promise<void> {
    const key = JSON.stringify([part.path, part.kind, part.pointer]);
    if (this.#parts.has(key)) return;
    this.#parts.add(key);
    if (!this.#sources.has(part.path)) this.#sources.set(part.path, await this.#load(part));
    const source = this.#sources.get(part.path);
    if (source !== undefined) this.#follow(source, part);
  }

  #follow(source: SpecSource, part: Part): void {
    for (const { reference, kind, pointer } of findReferences(
      valueAt(source.value, part.pointer),
      part.kind,
      part.pointer,
    )) {
      const from = source.locate(pointer);
      const target = referenceTarget(reference, source.path);
      if (isRemote(reference)) this.problems.push(diagnostic("remote-reference", { reference }, from));
      else if (target !== undefined) this.#queue.push({ ...target, kind, listed: false, from });
    }
  }

  async #load({ path, listed, from }: Part): Promise<SpecSource | undefined> {
    const file = this.#files.display(path);
    try {
      const text = decode(await readBytes(this.#files, path, from), file);
      return parse(text, { file, path, listed });
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.problems.push(...error.diagnostics);
      return undefined;
    }
  }
}

async function findFiles(
  files: SpecFiles,
  patterns: readonly string[],
  directory: string,
  problems: Diagnostic[],
): Promise<string[]> {
  const ignore = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const found: string[] = [];
  for (const pattern of patterns.filter((entry) => !entry.startsWith("!"))) {
    const literal = resolve(directory, pattern);
    if (!isDynamicPattern(pattern) || (await exists(files, literal))) {
      found.push(literal);
      continue;
    }
    const matching = await files.find(pattern, directory, ignore);
    if (matching.length === 0) problems.push(diagnostic("no-files-match", { pattern }));
    found.push(...matching);
  }
  return found.sort();
}

/** A pattern that looks like a glob may be the name of a file. */
async function exists(files: SpecFiles, path: string): Promise<boolean> {
  return files.read(path).then(
    (bytes) => bytes !== "missing",
    () => true,
  );
}

async function readBytes(files: SpecFiles, path: string, from: Location | undefined): Promise<Uint8Array> {
  const file = files.display(path);
  try {
    const bytes = await files.read(path);
    if (bytes !== "missing") return bytes;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    throw new DiagnosticError([diagnostic("unreadable-file", { file, reason: error.message }, from)]);
  }
  throw new DiagnosticError([diagnostic("file-not-found", { file }, from)]);
}

/** Decodes UTF-8, and removes the byte order mark and carriage returns. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    const text = new TextDecoder().decode(bytes);
    const position = positionFinder(text)(text.indexOf("\uFFFD"));
    throw new DiagnosticError([diagnostic("not-utf8", { file }, { file, ...position })]);
  }
}

function parse(text: string, source: Pick<SpecSource, "file" | "path" | "listed">): SpecSource {
  const position = positionFinder(text);
  const place = (offset: number): Location => ({ file: source.file, ...position(offset) });
  if (text.trim() === "") throw new DiagnosticError([diagnostic("empty-file", {}, place(0))]);
  const { value, offsetOf } = isJson(text, source.path) ? parseJson(text, place) : parseYaml(text, place);
  return { ...source, value, locate: (pointer) => place(offsetOf(pointer)) };
}

/** Detects JSON by file extension or content. Parsing JSON is much faster than parsing it as YAML. */
function isJson(text: string, path: string): boolean {
  if (extname(path) === ".json") return true;
  return text.trimStart().startsWith("{") && isParsable(text);
}

function isParsable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
