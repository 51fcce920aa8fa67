// Loaded into a measured process and those that it starts: at its exit, each writes its peak memory, in KiB, into the file that
// PEAK_MEMORY_FILE names, unless a larger one is there. As CommonJS that loads nothing before, it takes hardly any time itself.

const file = process.env.PEAK_MEMORY_FILE;
if (file !== undefined)
  process.once("exit", () => {
    const { existsSync, readFileSync, writeFileSync } = require("node:fs");
    const others = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    writeFileSync(file, String(Math.max(others, process.resourceUsage().maxRSS)));
  });
