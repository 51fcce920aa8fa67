import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["../test/support/property-seed.ts"],
    // The generator keeps no state between runs, so all files can share one process and its optimized code.
    isolate: false,
    // Some tests start the command line as a process of its own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
