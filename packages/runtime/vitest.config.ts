import { defineConfig, type ViteUserConfig } from "vitest/config";

// Five compilers run, and both cores may be busy with other packages.
const config: ViteUserConfig = defineConfig({
  test: { testTimeout: 300_000, hookTimeout: 300_000, setupFiles: ["../../test/support/property-seed.ts"] },
});

export default config;
