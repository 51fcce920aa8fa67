/** What has to happen to a file so that it is as it was generated. */
export type Change = WriteChange | DeleteChange | NoChange;

/** A generated file that is missing or differs. */
export interface WriteChange {
  readonly kind: "create" | "update";
  /** Relative to the output root, with `/`. */
  readonly path: string;
  /** The whole text that is to be on disk. */
  readonly text: string;
  /** The first line that differs, from 1; for `update` alone. */
  readonly line?: number;
}

/** A generated file that is on disk, byte for byte. */
export interface NoChange {
  readonly kind: "unchanged";
  readonly path: string;
}

/** A file, symbolic link or empty folder that is not generated, although its folder is. */
export interface DeleteChange {
  readonly kind: "delete";
  /** Relative to the output root, with `/`; that of a folder ends with one. */
  readonly path: string;
}

/** How many files will be written or deleted. */
export function countChanges(changes: readonly Change[]): number {
  return changes.filter(({ kind }) => kind !== "unchanged").length;
}
