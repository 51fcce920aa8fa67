// Ends processes when the parent of this program ends, which closes the standard input. Lines of the input:
// `guard PID` and `release PID`.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** The start time of each process by its id. @type {Map<number, string | undefined>} */
const guarded = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [command, pid] = line.split(" ");
  if (command === "guard") guarded.set(Number(pid), startOf(Number(pid)));
  else guarded.delete(Number(pid));
}
for (const [pid, start] of guarded) {
  // Another process may have reused the id.
  if (startOf(pid) === start && !end(-pid)) end(pid);
}

/**
 * The start time of a process, in ticks since boot. Undefined if there is no such process, or the system does not report it.
 *
 * @param {number} pid
 * @returns {string | undefined}
 */
function startOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/**
 * Ends a process, or its group if the id is negative.
 *
 * @param {number} target
 * @returns {boolean} Whether it existed.
 */
function end(target) {
  try {
    process.kill(target, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}
