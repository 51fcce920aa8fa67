import { lstatSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Present } from "./change.ts";
import { hashOf } from "./content.ts";
import type { Disk } from "./disk.ts";
import type { Step } from "./journal.ts";
import { journalFile, workFolder } from "./work-folder.ts";

/**
 * The steps of a journal, which replace the old files by the new ones. Every step can be repeated: a run that is killed anywhere
 * leaves a journal with which the next run completes the swap.
 */
export class Swap {
  /** The path of the current step, for messages. */
  current = "";
  /** Paths that were left unchanged, because they were edited in the meantime. */
  readonly left: string[] = [];
  readonly #root: string;
  readonly #steps: readonly Step[];
  readonly #disk: Disk;
  readonly #madeFolders: string[] = [];

  constructor(root: string, steps: readonly Step[], disk: Disk) {
    this.#root = root;
    this.#steps = steps;
    this.#disk = disk;
  }

  /** Performs the steps that have not been performed yet. Deletes first, since a deleted file may be in the way of a folder. */
  complete(): void {
    for (const [index, step] of this.#stepsOf("delete")) this.#delete(index, step);
    for (const [index, step] of this.#stepsOf("write")) this.#write(index, step);
  }

  /** Undoes the steps that have been performed. If this is interrupted, the swap can be completed. */
  undo(): void {
    for (const [index, step] of this.#stepsOf("write").reverse()) this.#undoWrite(index, step);
    const deepestFirst = [...this.#madeFolders].sort((left, right) => right.length - left.length);
    for (const folder of deepestFirst) this.#removeIfEmpty(folder);
    for (const [index, step] of this.#stepsOf("delete").reverse()) this.#undoDelete(index, step);
  }

  /** Forgets the swap. It ends when the journal is removed; the next run removes what remains after that. */
  close(): void {
    const journal = journalFile(this.#root);
    if (isThere(journal)) this.#disk.removeFile(journal);
    discard(this.#root, this.#disk);
  }

  #stepsOf(kind: Step["kind"]): [number, Step][] {
    return [...this.#steps.entries()].filter(([, step]) => step.kind === kind);
  }

  #delete(index: number, step: Step): void {
    const { place, old } = this.#placesOf(index, step);
    if (!isThere(old)) {
      const present = presentAt(place);
      if (present === "nothing") return;
      if (present !== step.before || this.#isThroughLink(step.path)) {
        this.left.push(step.path);
        return;
      }
      this.#disk.move(place, old);
    }
    for (let folder = dirname(step.path); folder !== "."; folder = dirname(folder))
      if (!this.#removeIfEmpty(folder)) break;
  }

  #write(index: number, step: Step): void {
    const { place, old, staged } = this.#placesOf(index, step);
    if (!isThere(staged)) return;
    const present = presentAt(place);
    if (present === step.after) return;
    if ((present !== step.before && present !== "nothing") || this.#isThroughLink(step.path)) {
      this.left.push(step.path);
      return;
    }
    if (present === "folder") this.#disk.removeFolder(place);
    else if (present === "link") this.#disk.move(place, old);
    // Not moved, so that the path always has a file.
    else if (present !== "nothing" && !isThere(old)) this.#disk.duplicate(place, old);
    this.#makeFolder(dirname(step.path));
    this.#disk.move(staged, place);
  }

  #undoDelete(index: number, step: Step): void {
    const { place, old } = this.#placesOf(index, step);
    if (!isThere(old) || isThere(place)) return;
    this.#disk.makeFolder(dirname(place));
    this.#disk.move(old, place);
  }

  #undoWrite(index: number, step: Step): void {
    const { place, old, staged } = this.#placesOf(index, step);
    const isPerformed = !isThere(staged) && presentAt(place) === step.after;
    const hasOld = isThere(old);
    if (isPerformed && hasOld) {
      this.#disk.duplicate(place, staged);
      this.#disk.move(old, place);
    } else if (isPerformed) this.#disk.move(place, staged);
    else if (hasOld && !isThere(place)) this.#disk.move(old, place);
    if (step.before === "folder" && !isThere(place)) this.#disk.makeFolder(place);
  }

  #placesOf(index: number, { path }: Step) {
    this.current = path;
    return {
      place: join(this.#root, path),
      staged: stagedFile(this.#root, index),
      old: oldFile(this.#root, index),
    };
  }

  /** A parent folder of a file may have been replaced by a link to a folder elsewhere. */
  #isThroughLink(path: string): boolean {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
      if (statsOf(join(this.#root, folder))?.isSymbolicLink()) return true;
    return false;
  }

  #makeFolder(folder: string): void {
    const first = this.#disk.makeFolder(join(this.#root, folder));
    if (first === undefined) return;
    const made = relative(this.#root, first).split(sep).join("/");
    for (let each = folder; each !== "." && each.length >= made.length; each = dirname(each))
      this.#madeFolders.push(each);
  }

  #removeIfEmpty(folder: string): boolean {
    try {
      this.#disk.removeFolder(join(this.#root, folder));
      return true;
    } catch (error) {
      if (isInUse(error)) return false;
      throw error;
    }
  }
}

/** The new content of the file of a step. */
export function stagedFile(root: string, index: number): string {
  return join(workFolder(root), "new", String(index));
}

/** The old content of the file of a step. */
function oldFile(root: string, index: number): string {
  return join(workFolder(root), "old", String(index));
}

/** Removes the files of a swap that has ended or has not begun. What cannot be removed is removed by the next run. */
export function discard(root: string, disk: Disk): void {
  try {
    disk.removeAll(workFolder(root));
  } catch {}
}

function isThere(path: string): boolean {
  return statsOf(path) !== undefined;
}

function presentAt(path: string): Present {
  const stats = statsOf(path);
  if (stats === undefined) return "nothing";
  if (stats.isDirectory()) return "folder";
  return stats.isFile() ? hashOf(readFileSync(path)) : "link";
}

function statsOf(path: string) {
  try {
    return lstatSync(path);
  } catch (error) {
    // A file is in the place of one of its folders.
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw error;
  }
}

/** True if a folder could not be removed because it is not empty, does not exist, or is something else. */
function isInUse(error: unknown): boolean {
  return ["ENOTEMPTY", "EEXIST", "ENOENT", "ENOTDIR"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
