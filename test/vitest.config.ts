import { defineConfig, type ViteUserConfig } from "vitest/config";

// Most of these tests start programs, on cores that other tests keep busy. A hook outlives each that it starts.
const config: ViteUserConfig = defineConfig({ test: { hookTimeout: 300_000, testTimeout: 60_000 } });

export default config;
