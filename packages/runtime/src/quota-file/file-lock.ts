import { mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isClaim, isOrphaned, nameClaim } from "./lock-claim.js";
import { codeOf } from "./system-error.js";

/** Options of a lock. */
export interface FileLockRules {
  /** Time after the last change of a claim until it is considered stale, whatever the state of its process, in ms. */
  readonly staleAfter: number;
  /** Called once with the path of the blocking claim, after a wait of one second. */
  readonly onBlocked: (claim: string) => void;
}

/** The right to replace a file once. */
export interface FileLock {
  /**
   * Replaces the file and releases the lock, in one atomic step. Readers always see a complete file, even if a process is killed.
   *
   * @throws Error if the file was not replaced, such as when another process considered this lock stale.
   */
  replace(text: string): Promise<void>;
}

/**
 * Runs a function while no other process replaces a file.
 *
 * The lock is a folder, `<path>.lock`. Each process that wants the lock creates a file there, a claim. A process that then finds
 * no other claim has the lock; the others remove their claims and try again. The new content is written into the claim, which is
 * then renamed to the file.
 *
 * So a process cannot lose the lock without noticing: a stale claim is removed, and if its process is alive after all, it has no
 * file left to rename. Evidence only decides when a claim is removed, never who may write.
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

/** Maximum time between two attempts, in ms. */
const LONGEST_PAUSE = 10;
/** Wait after which a blocked lock is reported, in ms. */
const LONG_WAIT = 1_000;
/** Maximum number of attempts to create a claim while its folder is being removed. */
const MOST_ATTEMPTS = 100;

/** Waits until the only claim of a lock is that of this process, and returns its path. */
async function acquire(folder: string, { staleAfter, onBlocked }: FileLockRules): Promise<string> {
  let reportAt = performance.now() + LONG_WAIT;
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
    if (performance.now() >= reportAt) {
      reportAt = Infinity;
      onBlocked(blocker);
    }
    await sleep(1 + Math.random() * LONGEST_PAUSE);
  }
}

/** The path of another claim, if there is one. Stale claims are removed. */
async function findBlocker(folder: string, staleAfter: number, own?: string): Promise<string | undefined> {
  for (const path of await claimsIn(folder)) {
    if (path === own) continue;
    if (!(await isLeftBehind(path, staleAfter))) return path;
    await rm(path, { force: true }).catch(async (cause) => {
      // Another process may have removed it in the meantime, and created a folder in its place.
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
    // A file has the path of the folder: it blocks like a claim of an unknown process.
    if (codeOf(error) === "ENOTDIR") return [folder];
    throw error;
  }
}

async function isLeftBehind(path: string, staleAfter: number): Promise<boolean> {
  if (await isOrphaned(basename(path))) return true;
  try {
    // A claim from the future is as suspect as an old one: the system clock was set back.
    return Math.abs(Date.now() - (await stat(path)).mtimeMs) >= staleAfter;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return true;
    throw error;
  }
}

/**
 * Creates a claim, and its folder, which a process that releases the lock may remove in between. Each claim has a unique name,
 * because stale claims are removed by name, and no other claim must be removed.
 */
async function create(folder: string): Promise<string> {
  const claim = join(folder, await nameClaim());
  for (let attempt = 1; ; attempt++) {
    try {
      // Without `recursive`: Node would retry forever if the file system does not allow the folder, as in /proc.
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

/** Removes a claim. The file may have been replaced, so a failure here must not look like a failure to replace it. */
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
    throw new Error(`another process took over the lock of ${path}`, { cause });
  }
}
