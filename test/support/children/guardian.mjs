// Ends processes when the one that started this program ends, which is when the standard input ends. Lines of the input:
// `guard PID` and `release PID`.

import { createInterface } from "node:readline";

/** @type {Set<number>} */
const guarded = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const [command, pid] = line.split(" ");
  if (command === "guard") guarded.add(Number(pid));
  else guarded.delete(Number(pid));
}
for (const pid of guarded) {
  if (!end(-pid)) end(pid);
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
