import { defineConfig, type ViteUserConfig } from "vitest/config";

// Only ends tests that hang: some start processes, on cores that other tests keep busy.
const config: ViteUserConfig = defineConfig({ test: { testTimeout: 300_000, hookTimeout: 300_000 } });

export default config;
