import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process: its id and start time, and the machine or container in which both are valid. */
export interface ProcessName {
  readonly pid: number;
  /** Empty if the system does not provide it. */
  readonly started: string;
  readonly place: string;
}

/** This process. */
export function thisProcess(): ProcessName {
  const place = `${hostname()} ${readIfAny("/proc/sys/kernel/random/boot_id")} ${namespace()}`;
  return {
    pid: process.pid,
    started: statusOf("self")?.started ?? "",
    place: createHash("sha256").update(place).digest("hex").slice(0, 16),
  };
}

/** True if a process runs. `unknown` if it belongs to another machine or container. */
export function stateOf({ pid, started, place }: ProcessName): "running" | "ended" | "unknown" {
  if (place !== thisProcess().place) return "unknown";
  if (!exists(pid)) return "ended";
  const status = statusOf(String(pid));
  if (status === undefined) return "running";
  // A process that ended is a zombie until its parent asks for its exit code, and its id may be used again.
  const hasEnded = /[ZX]/.test(status.state) || (started !== "" && started !== status.started);
  return hasEnded ? "ended" : "running";
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other error means that the process exists, but belongs to another user.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** State and start time of a process on Linux, the time in ticks since boot. */
function statusOf(pid: string): { readonly state: string; readonly started: string } | undefined {
  const text = readIfAny(`/proc/${pid}/stat`);
  if (text === "") return undefined;
  // The second field is the name of the program in parentheses, which may contain spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] ?? "", started: fields[19] ?? "" };
}

function readIfAny(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
