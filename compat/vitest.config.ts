import { defineConfig, type ViteUserConfig } from "vitest/config";

// These tests generate packages and run compilers over them, on cores that other tests keep busy.
const config: ViteUserConfig = defineConfig({
  test: { include: ["test/**/*.test.ts"], hookTimeout: 600_000, testTimeout: 600_000 },
});

export default config;
