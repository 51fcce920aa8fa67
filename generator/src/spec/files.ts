import type { SpecSource } from "./source.ts";

/** The parsed content of each file, by path. It is never modified. */
export type ParsedFiles = Map<string, SpecSource>;

/** The maximum size of a file in bytes. */
export const MAXIMUM_BYTES = 64 * 1024 * 1024;

/** A source of files: the disk or a git revision. */
export interface SpecFiles {
  /** Files that were parsed before, if files are read repeatedly. Default: every file is parsed. */
  readonly parsed?: ParsedFiles;
  /**
   * Reads a file.
   *
   * @param path The absolute path.
   * @returns `"missing"` if there is no such file.
   * @throws {UnreadableFileError} if the file exists but cannot be read, or is larger than {@link MAXIMUM_BYTES}.
   */
  read(path: string): Promise<Uint8Array | "missing">;
  /**
   * The absolute paths that match a glob.
   *
   * @param directory The absolute folder that patterns are relative to.
   */
  find(pattern: string, directory: string, ignore: readonly string[]): Promise<readonly string[]>;
  /** The folder that references from a file must not leave: its git repository, or else its folder. Without symbolic links. */
  home(path: string): Promise<string>;
  /** A path without symbolic links. The file need not exist. */
  real(path: string): Promise<string>;
  /** The document in a folder, such as `openapi.yaml`. `undefined` if the path is not a folder with one. */
  entryOf(path: string): Promise<string | undefined>;
  /** The path for display. */
  display(path: string): string;
}

/** A file exists but cannot be read. The message contains the reason. */
export class UnreadableFileError extends Error {
  /** The fix, if known. */
  readonly fix: string | undefined;

  constructor(reason: string, fix?: string) {
    super(reason);
    this.fix = fix;
  }
}

/** A file is larger than {@link MAXIMUM_BYTES}. */
export class LargeFileError extends UnreadableFileError {
  override readonly fix = "divide it into several files";

  constructor() {
    super(`it is larger than ${MAXIMUM_BYTES / 1024 / 1024} MB`);
  }
}

/** A folder is in the place of a file. */
export class FolderError extends UnreadableFileError {
  constructor() {
    super(
      "it is a folder",
      "name a file in it; only a document called openapi, swagger or index, with .yaml, .yml or .json, is found in a folder",
    );
  }
}

/** The names of the document in a folder, the first one that exists. */
export const ENTRY_NAMES = ["openapi", "swagger", "index"].flatMap((name) =>
  ["yaml", "yml", "json"].map((extension) => `${name}.${extension}`),
);
