// Ends processes when the one that started this program ends, which is when the standard input ends. Lines of the input:
// `guard PID` and `release PID`.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** When each process began, by its id. @type {Map<number, string | undefined>} */
const guarded = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [command, pid] = line.split(" ");
  if (command === "guard") guarded.set(Number(pid), startOf(Number(pid)));
  else guarded.delete(Number(pid));
}
for (const [pid, start] of guarded) {
  // Another process may have the id of one that has ended.
  if (startOf(pid) === start && !end(-pid)) end(pid);
}

/**
 * When a process began, in ticks since the machine was started; undefined where there is none, or the system does not say it.
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
 * Ends a process, or with a negative id its group.
 *
 * @param {number} target
 * @returns {boolean} Whether there was one.
 */
function end(target) {
  try {
    process.kill(target, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}
