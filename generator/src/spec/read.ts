import { readFile, stat } from "node:fs/promises";
import { extname, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { type Diagnostic, DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import type { NodeKind } from "./grammar.ts";
import { parseJson } from "./json.ts";
import { type Pointer, valueAt } from "./pointer.ts";
import { findReferences, isRemote, referenceTarget } from "./references.ts";
import { positionFinder, type SpecSource } from "./source.ts";
import { parseYaml } from "./yaml.ts";

/**
 * Stage 1: reads the files of a document, YAML or JSON, and the files that they refer to.
 *
 * @param patterns paths and globs, relative to `directory`; one that begins with `!` excludes.
 * @param relativeTo what the paths in messages are relative to. Default: the working directory.
 * @returns the files in the order of their paths, so that the order of patterns means nothing.
 * @throws {DiagnosticError} with the problems of all files.
 */
export async function readSources(
  patterns: readonly string[],
  directory: string,
  relativeTo: string = process.cwd(),
): Promise<SpecSource[]> {
  const reader = new SourceReader(relativeTo);
  const files = await findFiles(patterns, directory, reader.problems);
  for (const path of files) await reader.read({ path, pointer: [], kind: "document", listed: true });
  await reader.readReferred();
  if (reader.problems.length > 0) throw new DiagnosticError(reader.problems);
  return reader.sources().sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A part of a file that belongs to the document, and the reference that led to it. */
interface Part {
  readonly path: string;
  readonly pointer: Pointer;
  readonly kind: NodeKind;
  readonly listed: boolean;
  readonly from?: Location;
}

class SourceReader {
  readonly problems: Diagnostic[] = [];
  readonly #relativeTo: string;
  readonly #sources = new Map<string, SpecSource | undefined>();
  readonly #parts = new Set<string>();
  readonly #queue: Part[] = [];

  constructor(relativeTo: string) {
    this.#relativeTo = relativeTo;
  }

  sources(): SpecSource[] {
    return [...this.#sources.values()].filter((source) => source !== undefined);
  }

  async readReferred(): Promise<void> {
    for (let part = this.#queue.shift(); part !== undefined; part = this.#queue.shift())
      await this.read(part);
  }

  /** Reads the part's file, unless it was read, and puts what the part refers to into the queue. */
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
    const file = displayPath(path, this.#relativeTo);
    try {
      const text = decode(await readBytes(path, file, from), file);
      return parse(text, { file, path, listed });
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.problems.push(...error.diagnostics);
      return undefined;
    }
  }
}

async function findFiles(
  patterns: readonly string[],
  directory: string,
  problems: Diagnostic[],
): Promise<string[]> {
  const ignore = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const found: string[] = [];
  for (const pattern of patterns.filter((entry) => !entry.startsWith("!"))) {
    const literal = resolve(directory, pattern);
    if (!isDynamicPattern(pattern) || (await exists(literal))) {
      found.push(literal);
      continue;
    }
    const files = await glob(pattern, { cwd: directory, absolute: true, ignore });
    if (files.length === 0) problems.push(diagnostic("no-files-match", { pattern }));
    found.push(...files.map((path) => resolve(path)));
  }
  return found.sort();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readBytes(path: string, file: string, from: Location | undefined): Promise<Uint8Array> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new DiagnosticError([
      code === "ENOENT" || code === "ENOTDIR"
        ? diagnostic("file-not-found", { file }, from)
        : diagnostic("unreadable-file", { file, reason: code }, from),
    ]);
  }
  throw new DiagnosticError([diagnostic("unreadable-file", { file, reason: "it is no regular file" }, from)]);
}

/** Decodes without byte order mark, and with line feeds alone, so that line ends mean nothing. */
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

/** JSON by its name, or by its looks: YAML that begins with a brace is rare, and JSON is read much faster. */
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

function displayPath(path: string, relativeTo: string): string {
  return relative(relativeTo, path).split(sep).join("/");
}
