import { copyFile, lstat, mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WriteChange } from "./change.ts";
import { assertNoLinks } from "./safe-path.ts";

/** Changes of files that can be undone, with the temporary folder that this needs. */
export class Swap {
  /** The path that is being changed, for diagnostics. */
  current = "";
  readonly #root: string;
  readonly #rename: (from: string, to: string) => Promise<void>;
  readonly #aside: string;
  readonly #staged = new Map<string, string>();
  readonly #undo: (() => Promise<unknown>)[] = [];
  #moved = 0;

  constructor(root: string, rename: (from: string, to: string) => Promise<void>) {
    this.#root = root;
    this.#rename = rename;
    this.#aside = join(root, `.sdkgen-${process.pid}`);
  }

  /** Writes all files to the temporary folder. Removes those of killed runs. */
  async stage(writes: readonly WriteChange[]): Promise<void> {
    this.current = this.#root;
    await mkdir(this.#root, { recursive: true });
    await removeAbandoned(this.#root);
    await mkdir(join(this.#aside, "old"), { recursive: true });
    for (const [index, { path, text }] of writes.entries()) {
      this.current = path;
      const staged = join(this.#aside, String(index));
      await writeFile(staged, text);
      this.#staged.set(path, staged);
    }
  }

  /** Moves a staged file into place. */
  async put(path: string): Promise<void> {
    this.current = path;
    const staged = this.#staged.get(path);
    if (staged === undefined) throw new Error(`${path} was not staged`);
    const place = join(this.#root, path);
    await this.#makeFolder(dirname(path));
    const stats = await lstat(place).catch(() => undefined);
    if (stats === undefined) {
      await this.#rename(staged, place);
      this.#undo.push(() => rm(place));
    } else if (stats.isFile()) {
      // Copied, not moved, so that the path always has a file.
      const old = this.#oldPath();
      await copyFile(place, old);
      await this.#rename(staged, place);
      this.#undo.push(() => rename(old, place));
    } else {
      await this.#moveAside(place);
      await this.#rename(staged, place);
      this.#undo.push(() => rm(place));
    }
  }

  /** Removes a stray file, and the folders that become empty. */
  async remove(path: string): Promise<void> {
    this.current = path;
    const place = join(this.#root, path);
    await assertNoLinks(this.#root, dirname(path));
    await this.#moveAside(place.replace(/\/$/, ""));
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      const absolute = join(this.#root, folder);
      if ((await readdir(absolute)).length > 0) break;
      await rmdir(absolute);
      this.#undo.push(() => mkdir(absolute));
    }
  }

  /**
   * Undoes all changes in reverse order, and removes the temporary folder.
   *
   * @returns The temporary folder if that fails. It is kept, because it contains the old files.
   */
  async undo(): Promise<string | undefined> {
    try {
      for (const step of this.#undo.toReversed()) await step();
    } catch {
      return this.#aside;
    }
    await this.close();
    return undefined;
  }

  /** Removes the temporary folder. */
  async close(): Promise<void> {
    await rm(this.#aside, { recursive: true, force: true });
  }

  async #moveAside(place: string): Promise<void> {
    const old = this.#oldPath();
    await this.#rename(place, old);
    this.#undo.push(() => rename(old, place));
  }

  #oldPath(): string {
    this.#moved += 1;
    return join(this.#aside, "old", String(this.#moved));
  }

  async #makeFolder(folder: string): Promise<void> {
    await assertNoLinks(this.#root, folder);
    const first = await mkdir(join(this.#root, folder), { recursive: true });
    if (first !== undefined) this.#undo.push(() => rm(first, { recursive: true }));
  }
}

/** Removes the temporary folders of killed runs. This run replaces or deletes the files that they moved there. */
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const pid = /^\.sdkgen-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(root, name), { recursive: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
