import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isClaim, isOrphaned, nameClaim } from "./lock-claim.js";
import { codeOf } from "./system-error.js";

/** How a lock is taken. */
export interface FileLockRules {
  /** Milliseconds after whose last change a claim is taken for left behind, whatever became of its process. */
  readonly staleAfter: number;
  /** Called once, when the lock has been waited for for a second, with the path of what is in the way. */
  readonly onBlocked: (claim: string) => void;
}

/** The right to replace a file, once. */
export interface FileLock {
  /**
   * Replaces the file and gives the lock back, both at the same moment. The file is whole at every moment, whoever reads it and
   * whatever is killed.
   *
   * @throws Error when it was not replaced, such as when another process took this lock for left behind.
   */
  replace(text: string): Promise<void>;
}

/**
 * Does something while no other process replaces a file.
 *
 * The lock is a folder, `<path>.lock`, in which everybody who wants it creates a file of their own, a claim. Whoever sees no
 * other claim after that has the lock; the others remove theirs and try again. What replaces the file is written into the
 * claim, which is then renamed to the file.
 *
 * So the lock cannot be lost unnoticed: a claim that was left behind is removed, and if its process lives after all, there is
 * nothing that it could rename any more. Evidence only decides when a claim is removed, never who may write.
 */
export async function withFileLock<Result>(
  path: string,
  rules: FileLockRules,
  work: (lock: FileLock) => Promise<Result>,
): Promise<Result> {
  const claim = await acquire(`${path}.lock`, rules);
  try {
    return await work({ replace: (text) => replace(path, text, claim) });
  } finally {
    await withdraw(claim);
  }
}

/** Milliseconds between two attempts, at most. */
const LONGEST_PAUSE = 10;
/** Milliseconds after which waiting for a lock is reported. */
const LONG_WAIT = 1_000;
/** So often a claim is created anew in a folder that was removed. */
const MOST_ATTEMPTS = 100;

/** Waits until this process has the only claim in the folder of a lock, and gives its path. */
async function acquire(folder: string, { staleAfter, onBlocked }: FileLockRules): Promise<string> {
  let tellAt = performance.now() + LONG_WAIT;
  for (;;) {
    let blocker = await findBlocker(folder, staleAfter);
    if (blocker === undefined) {
      const claim = await create(folder);
      blocker = await findBlocker(folder, staleAfter, claim).catch(async (error) => {
        await withdraw(claim);
        throw error;
      });
      if (blocker === undefined) return claim;
      await withdraw(claim);
    }
    if (performance.now() >= tellAt) {
      tellAt = Infinity;
      onBlocked(blocker);
    }
    await sleep(1 + Math.random() * LONGEST_PAUSE);
  }
}

/** The path of a claim beside one's own. Those that were left behind are removed. */
async function findBlocker(folder: string, staleAfter: number, own?: string): Promise<string | undefined> {
  for (const path of await claimsIn(folder)) {
    if (path === own) continue;
    if (!(await isLeftBehind(path, staleAfter))) return path;
    await rm(path, { force: true }).catch(async (cause) => {
      // Somebody else may have removed it in the meantime, and made a folder in its place.
      if (!(await claimsIn(folder)).includes(path)) return;
      throw new Error(`the lock ${path} was left behind and cannot be removed: remove it`, { cause });
    });
  }
  return undefined;
}

async function claimsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter(isClaim).map((name) => join(folder, name));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    // A file is in the place of the folder: it blocks like a claim of which nothing is known.
    if (codeOf(error) === "ENOTDIR") return [folder];
    throw error;
  }
}

async function isLeftBehind(path: string, staleAfter: number): Promise<boolean> {
  if (await isOrphaned(basename(path))) return true;
  try {
    // A claim from the future is as wrong as an old one: the calendar was set back.
    return Math.abs(Date.now() - (await stat(path)).mtimeMs) >= staleAfter;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return true;
    throw error;
  }
}

/**
 * Creates a claim, and its folder, which whoever gives the lock back may remove in between. Each claim has a new name: whoever
 * takes one for left behind removes it by its name, and must not hit another.
 */
async function create(folder: string): Promise<string> {
  const claim = join(folder, await nameClaim());
  for (let attempt = 1; ; attempt++) {
    try {
      // Not with `recursive`: where a file system cannot have the folder, as in /proc, Node would try for ever.
      await mkdir(folder).catch((error) => {
        if (codeOf(error) !== "EEXIST") throw error;
      });
      await (await open(claim, "wx")).close();
      return claim;
    } catch (error) {
      if (codeOf(error) !== "ENOENT" || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Gives a claim back. The file may have been replaced, so a failure here must not look like a failure of that. */
async function withdraw(claim: string): Promise<void> {
  await rm(claim, { force: true }).catch(() => {});
  await rmdir(dirname(claim)).catch(() => {});
}

async function replace(path: string, text: string, claim: string): Promise<void> {
  try {
    const file = await open(claim, "r+");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(claim, path);
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT") throw cause;
    throw new Error(`another process took the lock of ${path} over`, { cause });
  }
}
