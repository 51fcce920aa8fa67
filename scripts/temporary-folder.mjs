// The folder for the temporary files of a test run.

import { readFileSync, rmSync, statfsSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The file system in memory that Linux mounts for programs. */
const MEMORY = "/dev/shm";

/** A test run has up to 1.6 GiB of temporary files, and its programs need memory, too. */
const GIB = 2 ** 30;
const NEEDED = { space: 4 * GIB, memory: 8 * GIB };

/**
 * Runs a function with an empty folder, and removes the folder, also if the process is interrupted.
 *
 * The folder is in memory if there is room, because tests create and remove many small files: on some disks, that takes a tenth of
 * their CPU time. `TMPDIR` overrides this.
 *
 * @template T
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTemporaryFolder(work) {
  const parent = process.env.TMPDIR === undefined && hasMemory() ? MEMORY : tmpdir();
  const folder = await mkdtemp(join(parent, "copilot-sdk-tests-"));
  // As root, tests run programs as another user, who must reach their folders.
  await chmod(folder, 0o711);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  const stop = () => process.exit(1);
  process.once("exit", remove).once("SIGINT", stop).once("SIGTERM", stop).once("SIGHUP", stop);
  try {
    return await work(folder);
  } finally {
    remove();
  }
}

function hasMemory() {
  if (process.platform !== "linux" || process.availableMemory() < NEEDED.memory) return false;
  try {
    // Tests install and run programs there.
    const mount = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" "))
      .findLast(([, path]) => path === MEMORY);
    const [, , type, options = "noexec"] = mount ?? [];
    const { bavail, bsize } = statfsSync(MEMORY);
    return type === "tmpfs" && !/\bnoexec\b|\bro\b/.test(options) && bavail * bsize >= NEEDED.space;
  } catch {
    return false;
  }
}
