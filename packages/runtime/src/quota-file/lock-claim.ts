import { randomUUID } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import process from "node:process";
import { fingerprint } from "../platform/index.js";
import { codeOf } from "./system-error.js";

/**
 * A claim is a file in the folder of a lock. Its name says which process made it, so that whoever finds it can see whether that
 * process is still there: the process id, when the process began, and the place in which both mean something.
 */
const CLAIM = /^(\d+)_(\d*)_([\da-f]{16})_[\da-f-]{36}$/;

/** Whether a file in the folder of a lock is a claim. Anything else there is somebody else's and left alone. */
export function isClaim(name: string): boolean {
  return CLAIM.test(name);
}

/** A name for a claim of this process, another one each time. */
export async function nameClaim(): Promise<string> {
  const { started, place } = await thisProcess();
  return `${process.pid}_${started}_${place}_${randomUUID()}`;
}

/** Whether the process that made a claim has certainly ended. False where that cannot be known from here. */
export async function isOrphaned(claim: string): Promise<boolean> {
  const [, pid, started, place] = CLAIM.exec(claim) ?? [];
  if (pid === undefined || place !== (await thisProcess()).place) return false;
  if (!isRunning(Number(pid))) return true;
  const status = await statusOf(pid);
  if (status === undefined) return false;
  // A process that has ended stays a zombie until its parent asks for it, and its id may belong to another one later.
  return /[ZX]/.test(status.state) || (started !== "" && started !== status.started);
}

interface Self {
  /** Empty where the system does not say it. */
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
 * What tells this machine since it was started, and this container, from all others: host name, boot id, and namespace of
 * process ids. Only Linux has the last two. Where the host name may not be read, the place is one that nobody shares.
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
    // Any other error means that there is one, or that this process may not know.
    return codeOf(error) !== "ESRCH";
  }
}

/** What Linux says of a process: its state, and when it began, in ticks since the machine was started. */
async function statusOf(
  pid: string,
): Promise<{ readonly state: string; readonly started: string } | undefined> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets, which may have spaces and brackets in it.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state = "", started = ""] = [fields[0], fields[19]];
    return { state, started };
  } catch {
    return undefined;
  }
}
