import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** The right to replace a file. */
export interface FileLock {
  /**
   * Replaces the file: it is whole at every moment, whoever reads it and whatever is killed.
   *
   * @throws Error when another process took the lock for left behind; then the file is as it was.
   */
  replace(text: string): Promise<void>;
}

/**
 * Does something while no other process replaces a file. The lock is a file beside it, `<path>.lock`. One that stands
 * unchanged for `staleAfter` milliseconds was left by a process that is no more, and is removed; that is measured by
 * waiting, so that neither a calendar that jumps nor the processes of another machine can deceive it.
 */
export async function withFileLock<Result>(
  path: string,
  staleAfter: number,
  work: (lock: FileLock) => Promise<Result>,
): Promise<Result> {
  const lockPath = `${path}.lock`;
  const token = randomUUID();
  const seen: Seen = { holder: undefined, since: 0 };
  while (!(await isCreated(lockPath, token))) {
    const holder = await textOf(lockPath);
    if (isStale(holder, seen, staleAfter)) await removeStale(path, holder, staleAfter);
    else await sleep(1 + Math.random() * LONGEST_POLL);
  }
  try {
    return await work({ replace: (text) => replace(path, text, lockPath, token) });
  } finally {
    if ((await textOf(lockPath)) === token) await rm(lockPath, { force: true });
  }
}

/** The text of a file; undefined when there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Milliseconds between two looks at a lock, at most. */
const LONGEST_POLL = 10;

interface Seen {
  holder: string | undefined;
  since: number;
}

/** Creates a file that nobody else created; false when it is there. */
async function isCreated(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isStale(holder: string | undefined, seen: Seen, staleAfter: number): holder is string {
  const now = performance.now();
  if (holder === undefined || holder !== seen.holder) {
    seen.holder = holder;
    seen.since = now;
    return false;
  }
  return now - seen.since >= staleAfter;
}

/**
 * Removes the lock of a process that is no more, and what it wrote. Only one process does so at a time, else the second
 * would remove the lock of whoever came after the first. The text goes before the lock: should its writer live after all,
 * it cannot put it in place any more.
 */
async function removeStale(path: string, holder: string, staleAfter: number): Promise<void> {
  const lockPath = `${path}.lock`;
  await withFileLock(lockPath, staleAfter, async () => {
    if ((await textOf(lockPath)) !== holder) return;
    if (holder !== "") await rm(asidePath(path, holder), { force: true });
    await rm(lockPath, { force: true });
  });
}

async function replace(path: string, text: string, lockPath: string, token: string): Promise<void> {
  const aside = asidePath(path, token);
  try {
    const file = await open(aside, "w");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if ((await textOf(lockPath)) !== token) throw new Error(`another process took the lock of ${path} over`);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Where a holder writes what replaces the file. What a lock says may come from anywhere: it must not lead elsewhere. */
function asidePath(path: string, holder: string): string {
  return `${path}.${holder.replace(/[^\w-]/g, "")}.new`;
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | undefined)?.code;
}
