import { extname } from "node:path";
import { DiagnosticError, diagnostic, type Location } from "../diagnostics/index.ts";
import { displayReference, displayURL, isWebAddress } from "./address.ts";
import { LargeFileError, type SpecFiles, UnreadableFileError } from "./files.ts";
import { withoutIdentifiers } from "./identifiers.ts";
import { parseJson } from "./json.ts";
import { type PlaceOf, positionFinder, type SpecSource } from "./source.ts";
import { download } from "./web-files.ts";

/** Options for loading a file. */
export interface LoadOptions {
  readonly files: SpecFiles;
  /** True if a URL may be requested. */
  allows(url: string): boolean;
  /** The reference to the file, for messages. */
  readonly from?: Location | undefined;
}

/**
 * Reads and parses one YAML or JSON file.
 *
 * @param path An absolute path or a URL.
 * @throws {DiagnosticError} if the file cannot be read or parsed.
 */
export async function loadSource(
  path: string,
  listed: boolean,
  { files, allows, from }: LoadOptions,
): Promise<SpecSource> {
  const file = isWebAddress(path) ? displayURL(path) : files.display(path);
  const read = isWebAddress(path) ? download(path, allows) : files.read(path);
  const text = decode(await bytesOf(read, file, from), file);
  const known = files.parsed?.get(path);
  if (known?.text === text && known.listed === listed) return known;
  const source = await parsed({ file, path, listed, text });
  files.parsed?.set(path, source);
  return source;
}

/**
 * Reads a text file that is not part of a document.
 *
 * @param path An absolute path.
 * @param from The place that names the file, for messages.
 * @throws {DiagnosticError} if the file cannot be read, or is not encoded in UTF-8.
 */
export async function loadText(path: string, files: SpecFiles, from: Location | undefined): Promise<string> {
  const file = files.display(path);
  return decode(await bytesOf(files.read(path), file, from), file);
}

async function bytesOf(
  read: Promise<Uint8Array | "missing">,
  file: string,
  from: Location | undefined,
): Promise<Uint8Array> {
  try {
    const bytes = await read;
    if (bytes !== "missing") return bytes;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const { message: reason, fix } = error;
    throw new DiagnosticError([
      error instanceof LargeFileError
        ? diagnostic("file-too-large", { file, reason, fix: error.fix }, from)
        : diagnostic("unreadable-file", { file, reason, fix }, from),
    ]);
  }
  throw new DiagnosticError([diagnostic("file-not-found", { file: displayReference(file) }, from)]);
}

/** Decodes UTF-8, and removes the byte order mark and carriage returns. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  } catch {
    const text = new TextDecoder().decode(bytes);
    const position = positionFinder(text)(text.indexOf("\uFFFD"));
    throw new DiagnosticError([diagnostic("not-utf8", { file }, { file, ...position })]);
  }
}

async function parsed(source: Pick<SpecSource, "file" | "path" | "listed" | "text">): Promise<SpecSource> {
  const { text } = source;
  const position = positionFinder(text);
  const place = (offset: number): Location => ({ file: source.file, ...position(offset) });
  if (text.trim() === "") throw new DiagnosticError([diagnostic("empty-file", {}, place(0))]);
  if (/\.(?:md|txt)$/i.test(source.path))
    return { ...source, value: text, warnings: [], locate: () => place(0) };
  const isInJson = isJson(text, source.path);
  const parse = isInJson ? parseJson : (await import("./yaml.ts")).parseYaml;
  const { value, warnings, offsetOf } = parsedWith(parse, text, place);
  // In JSON, only an escape hides the name of a member.
  const mayIdentify = !isInJson || text.includes('$id"') || text.includes("\\u");
  return {
    ...source,
    value: mayIdentify ? withoutIdentifiers(value, source.path) : value,
    warnings,
    locate: (pointer) => place(offsetOf(pointer)),
  };
}

/** The result of a parser. Where git could not merge a file, its marks are the mistake, wherever the parser stops. */
function parsedWith<Result>(
  parse: (text: string, place: PlaceOf) => Result,
  text: string,
  place: PlaceOf,
): Result {
  try {
    return parse(text, place);
  } catch (error) {
    const start = text.search(/^<{7}(?: .*)?$/m);
    const isConflict = start !== -1 && /^>{7}(?: .*)?$/m.test(text);
    if (!isConflict || !(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError([diagnostic("merge-conflict", {}, place(start))]);
  }
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
