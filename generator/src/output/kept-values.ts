import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { OutputFile } from "./output-file.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The generated text with the values of the file on disk that belong to others, such as the version in `package.json`.
 *
 * @throws {DiagnosticError} if the file on disk is not valid JSON, because the values would be lost.
 */
export function withKeptValues(file: OutputFile, onDisk: string): string {
  const { text, keep = [] } = file;
  if (keep.length === 0) return text;
  const present = presentObject(file, onDisk);
  const kept = keep.filter((key) => Object.hasOwn(present, key)).map((key) => [key, present[key]] as const);
  return kept.length === 0 ? text : print({ ...parseObject(text), ...Object.fromEntries(kept) }, text);
}

/** The file on disk as it was generated: with the generated values instead of those that belong to others. */
export function withoutKeptValues(file: OutputFile, onDisk: string): string {
  const { text, keep = [] } = file;
  if (keep.length === 0) return onDisk;
  const generated = parseObject(text) ?? {};
  const own = keep
    .filter((key) => Object.hasOwn(generated, key))
    .map((key) => [key, generated[key]] as const);
  return print({ ...presentObject(file, onDisk), ...Object.fromEntries(own) }, onDisk);
}

function presentObject({ path, keep = [] }: OutputFile, onDisk: string): JsonObject {
  const present = parseObject(onDisk);
  if (present !== undefined) return present;
  throw new DiagnosticError([diagnostic("broken-manifest", { path, keys: keep.join(", ") })]);
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Prints an object with the indentation of another text. */
function print(value: JsonObject, like: string): string {
  const indent = /^[ \t]+(?=")/m.exec(like)?.[0] ?? "  ";
  return `${JSON.stringify(value, undefined, indent)}\n`;
}
