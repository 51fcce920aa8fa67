import { defineConfig } from "vitest/config";
import { BUILT } from "../test/support/built.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["../test/support/property-seed.ts"],
    // The generator keeps no state between runs, so files can share a process and its optimized code. With a second process, the other core is
    // not idle while one waits for a program.
    isolate: false,
    maxWorkers: 2,
    server: { deps: { external: [BUILT] } },
    // Only ends tests that hang: some start processes and compilers, on cores that other tests keep busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
