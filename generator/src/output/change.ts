/** A change that makes a file equal to the generated one. */
export type Change = WriteChange | DeleteChange | NoChange;

/** A generated file that is missing or differs. */
export interface WriteChange {
  readonly kind: "create" | "update";
  /** Relative to the output root, with `/`. */
  readonly path: string;
  /** The new content of the file. */
  readonly text: string;
  /** The first line that differs, starting at 1. Only for `update`. */
  readonly line?: number;
}

/** A generated file that is on disk unchanged. */
export interface NoChange {
  readonly kind: "unchanged";
  readonly path: string;
}

/** A file, symbolic link or empty folder in a generated package that is not generated. */
export interface DeleteChange {
  readonly kind: "delete";
  /** Relative to the output root, with `/`. For a folder, it ends with `/`. */
  readonly path: string;
}

/** The number of files to write or delete. */
export function countChanges(changes: readonly Change[]): number {
  return changes.filter(({ kind }) => kind !== "unchanged").length;
}
