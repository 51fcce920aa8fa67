import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import { type ProcessName, stateOf, thisProcess } from "./process-name.ts";
import { lockFolder } from "./work-folder.ts";
import { writeFailure } from "./write-failure.ts";

/** The maximum time that a run waits for another one. */
export interface LockRules {
  /** Timeout in ms. Default: 10,000. */
  readonly patience?: number;
  /** Time until the lock of a process on another machine or in another container is considered abandoned, in ms. Default: 60,000. */
  readonly staleAfter?: number;
  /** Called once if another process has the lock. */
  readonly onWait?: (pid: number) => void;
}

/**
 * Does something while no other run of sdkgen changes an output folder. The folder is created.
 *
 * The lock is a folder, `.sdkgen-lock`. A run creates a file in it, a claim with a unique name that identifies its process, and has
 * the lock if it then sees no other claim. Two runs that see each other both withdraw, and try again. Claims of processes that ended
 * are removed by name, so that no claim of a running process is ever removed by mistake.
 *
 * @param root The absolute output folder.
 * @throws {DiagnosticError} if the folder cannot be written, or another run does not finish in time.
 */
export async function withLock<Result>(
  root: string,
  rules: LockRules,
  work: () => Promise<Result>,
): Promise<Result> {
  const claim = await acquire(root, rules).catch((error: unknown) => {
    if (error instanceof DiagnosticError) throw error;
    throw writeFailure(root, error);
  });
  try {
    return await work();
  } finally {
    await withdraw(claim);
    // An output folder in which nothing was written is removed.
    await rmdir(root).catch(() => {});
  }
}

const CLAIM = /^(\d+)_(\d*)_([\da-f]{16})_[\da-f-]{36}$/;
/** The longest time between two attempts, in ms. */
const LONGEST_PAUSE = 20;
/** The maximum number of attempts to recreate a claim if other runs remove its folder at the same time. */
const MOST_ATTEMPTS = 100;

async function acquire(root: string, rules: LockRules): Promise<string> {
  const { patience = 10_000, staleAfter = 60_000, onWait } = rules;
  const folder = lockFolder(root);
  const start = performance.now();
  let hasWaited = false;
  for (;;) {
    let holder = await findOther(folder, staleAfter);
    if (holder === undefined) {
      const claim = await create(folder);
      holder = await findOther(folder, staleAfter, claim);
      if (holder === undefined) return claim;
      await withdraw(claim);
    }
    if (performance.now() - start > patience)
      throw new DiagnosticError([
        diagnostic("output-locked", { folder: root, pid: holder.pid, lock: folder }),
      ]);
    if (!hasWaited) onWait?.(holder.pid);
    hasWaited = true;
    await pause(1 + Math.random() * LONGEST_PAUSE);
  }
}

/** The process of another claim. Abandoned claims are removed. */
async function findOther(folder: string, staleAfter: number, own?: string): Promise<ProcessName | undefined> {
  for (const name of await readdir(folder).catch(() => [])) {
    const claim = join(folder, name);
    const holder = holderOf(name);
    if (holder === undefined || claim === own) continue;
    if (!(await isAbandoned(claim, holder, staleAfter))) return holder;
    await rm(claim, { force: true });
  }
  return undefined;
}

function holderOf(name: string): ProcessName | undefined {
  const [, pid, started, place] = CLAIM.exec(name) ?? [];
  if (pid === undefined || started === undefined || place === undefined) return undefined;
  return { pid: Number(pid), started, place };
}

async function isAbandoned(claim: string, holder: ProcessName, staleAfter: number): Promise<boolean> {
  const state = stateOf(holder);
  if (state !== "unknown") return state === "ended";
  const stats = await stat(claim).catch(() => undefined);
  return stats === undefined || Math.abs(Date.now() - stats.mtimeMs) > staleAfter;
}

async function create(folder: string): Promise<string> {
  const { pid, started, place } = thisProcess();
  const claim = join(folder, `${pid}_${started}_${place}_${randomUUID()}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeFolder(folder);
      await (await open(claim, "wx")).close();
      return claim;
    } catch (error) {
      // Another run that ends removes the empty folder.
      if (!hasCode(error, "ENOENT") || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Creates a folder and those above it. With `recursive`, `mkdir` takes a file system without write access for a missing folder. */
async function makeFolder(folder: string): Promise<void> {
  const own = () =>
    mkdir(folder).catch((error: unknown) => {
      if (!hasCode(error, "EEXIST")) throw error;
    });
  await own().catch(async (error: unknown) => {
    if (!hasCode(error, "ENOENT")) throw error;
    await makeFolder(dirname(folder));
    await own();
  });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Removes a claim, and the folder if no other run has a claim. */
async function withdraw(claim: string): Promise<void> {
  await rm(claim, { force: true }).catch(() => {});
  await rmdir(dirname(claim)).catch(() => {});
}
