import { defineConfig, type ViteUserConfig } from "vitest/config";

// The files share processes, since starting one takes longer than most files: `own-state.ts` says why none depends on another. Five compilers
// run, and both cores may be busy with other packages.
const config: ViteUserConfig = defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    setupFiles: ["test/support/own-state.ts", "../../test/support/property-seed.ts"],
    isolate: false,
    maxWorkers: 2,
  },
});

export default config;
