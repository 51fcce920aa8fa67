import type { SpecFiles } from "./files.ts";

/** A method of a source of files, and its parameters. */
export type FileQuestion =
  | readonly [method: "read" | "home" | "real" | "entryOf", path: string]
  | readonly [method: "find", pattern: string, directory: string, ignore: readonly string[]];

/** The content of a file, or any other answer as JSON. */
export type FileAnswer = Uint8Array | string;

/** Asks a source of files. */
export function askFiles(files: SpecFiles, question: FileQuestion): Promise<FileAnswer> {
  const value: Promise<unknown> =
    question[0] === "find"
      ? files.find(question[1], question[2], question[3])
      : files[question[0]](question[1]);
  return value.then(fileAnswer, () => UNREADABLE);
}

/** The result of a file source, as an answer. */
export function fileAnswer(value: unknown): FileAnswer {
  return value instanceof Uint8Array ? value : (JSON.stringify(value) ?? "null");
}

/** The answer in place of a file that cannot be read. */
export const UNREADABLE = "";
