import { randomUUID } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import { fingerprint } from "../platform/index.js";
import { codeOf } from "./system-error.js";

/**
 * A claim is a file in the folder of a lock. Its name identifies the process that created it, so that others can see whether
 * that process still runs: the process id, the start time, and the machine or container to which both belong.
 */
const CLAIM = /^(\d+)_(\d*)_([\da-f]{16})_[\da-f-]{36}$/;

/** Whether a file in the folder of a lock is a claim. Other files are not touched. */
export function isClaim(name: string): boolean {
  return CLAIM.test(name);
}

/** A unique name for a claim of this process. */
export async function nameClaim(): Promise<string> {
  const { started, place } = await thisProcess();
  return `${process.pid}_${started}_${place}_${randomUUID()}`;
}

/** Whether the process that created a claim has certainly ended. False if this process cannot know. */
export async function isOrphaned(claim: string): Promise<boolean> {
  const [, pid, started, place] = CLAIM.exec(claim) ?? [];
  if (pid === undefined || place !== (await thisProcess()).place) return false;
  if (!isRunning(Number(pid))) return true;
  const status = await statusOf(pid);
  if (status === undefined) return false;
  // An ended process is a zombie until its parent reaps it, and its id may be reused later.
  return /[ZX]/.test(status.state) || (started !== "" && started !== status.started);
}

interface Self {
  /** Empty if the system does not provide it. */
  readonly started: string;
  readonly place: string;
}

let self: Promise<Self> | undefined;

function thisProcess(): Promise<Self> {
  self ??= (async () => ({
    started: (await statusOf("self"))?.started ?? "",
    place: fingerprint(await placeOf()),
  }))();
  return self;
}

/**
 * Identifies this machine since its last boot, and this container: host name, boot id and PID namespace. Only Linux has the last
 * two. If the host name may not be read, the result is unique to this process.
 */
async function placeOf(): Promise<string> {
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
    const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
    return `${hostname()} ${boot} ${namespace}`;
  } catch {
    return randomUUID();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other error means that the process exists, or that this process lacks the permission to know.
    return codeOf(error) !== "ESRCH";
  }
}

/** State and start time of a process on Linux; the time is in ticks since boot. */
async function statusOf(
  pid: string,
): Promise<{ readonly state: string; readonly started: string } | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses, and may itself contain spaces and parentheses.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state = "", started = ""] = [fields[0], fields[19]];
    return { state, started };
  } catch {
    return undefined;
  }
}
