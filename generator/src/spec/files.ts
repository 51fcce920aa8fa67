/** Where the files of a document are read from: the disk, or a revision of a git repository. */
export interface SpecFiles {
  /**
   * The bytes of a file.
   *
   * @param path absolute.
   * @returns `"missing"` when there is no such file.
   * @throws {UnreadableFileError} when there is one, and it cannot be read.
   */
  read(path: string): Promise<Uint8Array | "missing">;
  /**
   * The files that a glob matches, as absolute paths.
   *
   * @param directory absolute; what the patterns are relative to.
   */
  find(pattern: string, directory: string, ignore: readonly string[]): Promise<readonly string[]>;
  /** The path as people should read it. */
  display(path: string): string;
}

/** A file is there and cannot be read; the message says why. */
export class UnreadableFileError extends Error {}
