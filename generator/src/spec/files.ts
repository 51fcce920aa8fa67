/** A source of files: the disk or a git revision. */
export interface SpecFiles {
  /**
   * Reads a file.
   *
   * @param path The absolute path.
   * @returns `"missing"` if there is no such file.
   * @throws {UnreadableFileError} if the file exists but cannot be read.
   */
  read(path: string): Promise<Uint8Array | "missing">;
  /**
   * The absolute paths that match a glob.
   *
   * @param directory The absolute folder that patterns are relative to.
   */
  find(pattern: string, directory: string, ignore: readonly string[]): Promise<readonly string[]>;
  /** The path for display. */
  display(path: string): string;
}

/** A file exists but cannot be read. The message contains the reason. */
export class UnreadableFileError extends Error {}
