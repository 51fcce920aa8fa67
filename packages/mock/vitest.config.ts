import { defineConfig, type ViteUserConfig } from "vitest/config";

// Prism takes most of a second to load, so the files share a process: each mock has its own state, and modules have none. Both cores may be
// busy with other packages. The CommonJS modules of Prism are imported by the rules of Node, which are those of the bundler as well. The
// examples in `dist` have tests of their own.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["../../test/support/property-seed.ts"],
    isolate: false,
    maxWorkers: 2,
    hookTimeout: 300_000,
    testTimeout: 300_000,
    deps: { interopDefault: false },
  },
});

export default config;
