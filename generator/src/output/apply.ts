import { copyFile, lstat, mkdir, readdir, rename as renameFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Change, DeleteChange, WriteChange } from "./change.ts";
import { assertInside, assertNoLinks } from "./safe-path.ts";

/**
 * Makes the disk as it was generated, or leaves it as it is: everything is first written to a folder aside, then
 * moved into place file by file, and what was moved or deleted before a failure is put back.
 *
 * @param root the absolute output folder; made when there is none.
 * @param rename how a file is moved. Default: that of the file system.
 * @throws {DiagnosticError} when a file cannot be written, or a path leads out of the root.
 */
export async function applyChanges(
  changes: readonly Change[],
  root: string,
  rename: (from: string, to: string) => Promise<void> = renameFile,
): Promise<void> {
  const writes = changes.filter((change) => change.kind === "create" || change.kind === "update");
  const deletes = changes.filter((change) => change.kind === "delete");
  if (writes.length + deletes.length === 0) return;
  for (const { path } of [...writes, ...deletes]) assertInside(path.replace(/\/$/, ""));
  const swap = new Swap(root, rename);
  try {
    await swap.stage(writes);
    const blocking = deletes.filter((stray) => isInTheWay(stray, writes));
    for (const stray of blocking) await swap.remove(stray);
    for (const write of writes) await swap.put(write);
    for (const stray of deletes) if (!blocking.includes(stray)) await swap.remove(stray);
  } catch (error) {
    await swap.undo();
    if (error instanceof DiagnosticError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiagnosticError([diagnostic("write-failed", { path: swap.current, reason })]);
  } finally {
    await swap.close();
  }
}

/** Whether a stray file stands where a generated one needs a folder, or the other way round. */
function isInTheWay({ path }: DeleteChange, writes: readonly WriteChange[]): boolean {
  return writes.some((write) => write.path.startsWith(`${path}/`) || path.startsWith(`${write.path}/`));
}

/** Steps that can be taken back, with the folder aside that they need for it. */
class Swap {
  /** The path that is being changed, for the diagnostic. */
  current = "";
  readonly #root: string;
  readonly #rename: (from: string, to: string) => Promise<void>;
  readonly #aside: string;
  readonly #undo: (() => Promise<unknown>)[] = [];
  #moved = 0;

  constructor(root: string, rename: (from: string, to: string) => Promise<void>) {
    this.#root = root;
    this.#rename = rename;
    this.#aside = join(root, `.sdkgen-${process.pid}`);
  }

  /** Writes all files aside. What an earlier run left there when it was killed goes away. */
  async stage(writes: readonly WriteChange[]): Promise<void> {
    this.current = this.#root;
    await mkdir(this.#root, { recursive: true });
    await removeAbandoned(this.#root);
    await mkdir(join(this.#aside, "old"), { recursive: true });
    for (const [index, { path, text }] of writes.entries()) {
      this.current = path;
      await writeFile(join(this.#aside, String(index)), text);
    }
    this.#staged = new Map(writes.map(({ path }, index) => [path, join(this.#aside, String(index))]));
  }

  #staged: ReadonlyMap<string, string> = new Map();

  /** Moves a staged file into its place. */
  async put({ path }: WriteChange): Promise<void> {
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
      // A copy, so that the path is never without a file.
      const old = this.#oldPath();
      await copyFile(place, old);
      await this.#rename(staged, place);
      this.#undo.push(() => this.#rename(old, place));
    } else {
      await this.#moveAside(place);
      await this.#rename(staged, place);
      this.#undo.push(() => rm(place));
    }
  }

  /** Moves a stray file away, and the folders that it leaves empty. */
  async remove({ path }: DeleteChange): Promise<void> {
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

  /** Takes all steps back, the last one first. */
  async undo(): Promise<void> {
    for (const step of this.#undo.toReversed()) await step();
  }

  async close(): Promise<void> {
    await rm(this.#aside, { recursive: true, force: true });
  }

  async #moveAside(place: string): Promise<void> {
    const old = this.#oldPath();
    await this.#rename(place, old);
    this.#undo.push(() => this.#rename(old, place));
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

/** Removes the folders aside of runs that were killed; those of runs that go on stay. */
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
