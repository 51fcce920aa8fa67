import { type BigIntStats, lstatSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Present } from "./change.ts";
import { hashOf } from "./content.ts";

/** The entry at a path on disk, with the content of a file. */
export interface Found {
  readonly present: Present;
  readonly bytes?: Buffer;
}

/** A file as it was when it was read. */
interface SeenFile {
  readonly state: string;
  readonly found: Found;
}

/**
 * Time after a change in which a file may change again without another time of change, in ms. Some file systems count in steps of two
 * seconds.
 */
const UNSETTLED = 3000;

/** Looks at files. A file that was read before is read again only if the file system says that it changed. */
export class SeenFiles {
  readonly #seen = new Map<string, SeenFile>();
  readonly #now: () => number;

  /** @param now The time in ms since 1970, in place of `Date.now`. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Looks at a place. A symbolic link is not followed.
   *
   * @throws {DiagnosticError} if it cannot be read.
   */
  async look(path: string): Promise<Found> {
    try {
      return await this.#look(path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DiagnosticError([diagnostic("unreadable-folder", { folder: path, reason })]);
    }
  }

  async #look(path: string): Promise<Found> {
    const stats = statsOf(path);
    if (stats === undefined) return { present: "nothing" };
    if (stats.isDirectory()) return { present: "folder" };
    if (!stats.isFile()) return { present: "link" };
    const state = [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(" ");
    const seen = this.#seen.get(path);
    if (seen?.state === state) return seen.found;
    const isSettled = Math.abs(this.#now() - Number(stats.ctimeMs)) > UNSETTLED;
    const bytes = await readFile(path);
    const found = { present: hashOf(bytes), bytes };
    if (isSettled) this.#seen.set(path, { state, found });
    else this.#seen.delete(path);
    return found;
  }
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // A file in the place of one of its folders: nothing is in the place itself.
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
