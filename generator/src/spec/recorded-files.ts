import { hash } from "node:crypto";
import type { SpecFiles } from "./files.ts";

/** A method of a source of files, and its parameters. */
export type FileQuestion =
  | readonly [method: "read" | "home" | "real" | "entryOf", path: string]
  | readonly [method: "find", pattern: string, directory: string, ignore: readonly string[]];

/** Questions and hashes of their answers. */
export type FileAnswers = readonly (readonly [question: FileQuestion, hash: string])[];

/** A source of files that remembers what it answered. */
export interface RecordedFiles extends SpecFiles {
  /** Everything that was asked, each question once. */
  answers(): FileAnswers;
}

/** Records what another source of files answers. Whoever asks the same later, and gets the same answers, reads the same. */
export function recordedFiles(files: SpecFiles): RecordedFiles {
  const answers = new Map<string, FileAnswers[number]>();
  const record = <Answer>(question: FileQuestion, answer: Promise<Answer>): Promise<Answer> =>
    answer.then(
      (value) => {
        answers.set(JSON.stringify(question), [question, hashOf(value)]);
        return value;
      },
      (error: unknown) => {
        answers.set(JSON.stringify(question), [question, NONE]);
        throw error;
      },
    );
  return {
    ...files,
    read: (path) => record(["read", path], files.read(path)),
    home: (path) => record(["home", path], files.home(path)),
    real: (path) => record(["real", path], files.real(path)),
    entryOf: (path) => record(["entryOf", path], files.entryOf(path)),
    find: (pattern, directory, ignore) =>
      record(["find", pattern, directory, ignore], files.find(pattern, directory, ignore)),
    answers: () => [...answers.values()],
  };
}

/** Whether a source of files gives the same answers. */
export async function answersAgain(files: SpecFiles, answers: FileAnswers): Promise<boolean> {
  for (const [question, hash] of answers) {
    const answer = await ask(files, question).then(hashOf, () => NONE);
    if (answer !== hash) return false;
  }
  return true;
}

/** In place of the hash of an answer: the file cannot be read. */
const NONE = "";

function ask(files: SpecFiles, question: FileQuestion): Promise<unknown> {
  if (question[0] === "find") return files.find(question[1], question[2], question[3]);
  return files[question[0]](question[1]);
}

function hashOf(answer: unknown): string {
  const content = answer instanceof Uint8Array ? answer : (JSON.stringify(answer) ?? "undefined");
  return hash("sha256", content, "hex");
}
