import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Some tests start the command line as a process of its own.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
