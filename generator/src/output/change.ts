/** The difference between a generated file and the one on disk. Paths are relative to the output root, with `/`. */
export type Change = WriteChange | DeleteChange | EditedChange | KeptChange | UnchangedChange;

/** A generated file that is missing, or that differs and was not changed by anyone else. */
export interface WriteChange {
  readonly kind: "create" | "update";
  readonly path: string;
  /** The new content of the file. */
  readonly text: string;
  /** The first line that differs, starting at 1. Only for `update`. */
  readonly line?: number;
  /** State on disk. */
  readonly before: Present;
  /** The hash of the new content. */
  readonly after: Present;
}

/** A file that is no longer generated, and was not edited. */
export interface DeleteChange {
  readonly kind: "delete";
  readonly path: string;
  readonly before: Present;
}

/** A file on disk with the path of a generated one, which was edited or is not from sdkgen. */
export interface EditedChange {
  readonly kind: "edited";
  readonly path: string;
  /** `edited`: sdkgen wrote the file, and it was changed since. `foreign`: sdkgen did not write it. */
  readonly by: "edited" | "foreign";
  /** The generated content. */
  readonly text: string;
  /** The content on disk. Missing for a symbolic link. */
  readonly onDisk?: string;
  readonly line: number;
  readonly before: Present;
  /** The hash of the generated content. */
  readonly after: Present;
}

/** A file that is no longer generated, but was edited. It is not deleted. */
export interface KeptChange {
  readonly kind: "kept";
  readonly path: string;
}

/** A generated file that is on disk, except for line endings. */
export interface UnchangedChange {
  readonly kind: "unchanged";
  readonly path: string;
  /** State on disk. */
  readonly before: Present;
}

/** The state of a path: the hash of a file, or something else. */
export type Present = string | "nothing" | "link" | "folder";

/** True if a change writes or deletes a file. */
export function isApplied(change: Change): change is WriteChange | DeleteChange {
  return change.kind === "create" || change.kind === "update" || change.kind === "delete";
}

/** The files to write or delete. */
export function countChanges(changes: readonly Change[]): number {
  return changes.filter(isApplied).length;
}

/** The changes if edited files are overwritten. */
export function overwriting(changes: readonly Change[]): readonly Change[] {
  return changes.map((change): Change => {
    if (change.kind !== "edited") return change;
    const { path, text, line, before, after } = change;
    return { kind: "update", path, text, line, before, after };
  });
}
