import { defineConfig, type ViteUserConfig } from "vitest/config";

// Building takes half a minute, and pages are opened on cores that other tests keep busy.
const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/built-site.ts",
    hookTimeout: 600_000,
    testTimeout: 300_000,
  },
});

export default config;
