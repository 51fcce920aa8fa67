import { type FileAnswer, type FileQuestion, fileAnswer, UNREADABLE } from "./file-questions.ts";
import type { SpecFiles } from "./files.ts";

/** A source of files that remembers what it answered. */
export interface RecordedFiles<Kept> extends SpecFiles {
  /** Everything that was asked, each question once. */
  answers(): readonly (readonly [question: FileQuestion, kept: Kept])[];
}

/**
 * Records what another source of files answers. Whoever asks the same later, and gets the same answers, reads the same.
 *
 * @param keep What is kept of an answer. Documents are large.
 */
export function recordedFiles<Kept>(
  files: SpecFiles,
  keep: (answer: FileAnswer) => Kept,
): RecordedFiles<Kept> {
  const answers = new Map<string, readonly [FileQuestion, Kept]>();
  const record = async <Answer>(question: FileQuestion, answer: Promise<Answer>): Promise<Answer> => {
    const remember = (found: FileAnswer) => {
      const key = JSON.stringify(question);
      // A file that changes meanwhile is recorded with its first content, so that a later comparison notices the change.
      if (!answers.has(key)) answers.set(key, [question, keep(found)]);
    };
    try {
      const value = await answer;
      remember(fileAnswer(value));
      return value;
    } catch (error) {
      remember(UNREADABLE);
      throw error;
    }
  };
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
