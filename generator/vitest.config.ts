import { defineConfig } from "vitest/config";
import { BUILT } from "../test/support/built.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["../test/support/property-seed.ts"],
    // The generator keeps no state between runs, so all files can share one process and its optimized code.
    isolate: false,
    server: { deps: { external: [BUILT] } },
    // Only ends tests that hang: some start processes and compilers, on cores that other tests keep busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
