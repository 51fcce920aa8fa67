// Loaded into a measured process and those that it starts: at its exit, each writes its peak memory, in KiB, into the file that
// PEAK_MEMORY_FILE names, unless a larger one is there.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.PEAK_MEMORY_FILE;
if (isMainThread && file !== undefined)
  process.once("exit", () => {
    const others = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    writeFileSync(file, String(Math.max(others, process.resourceUsage().maxRSS)));
  });
