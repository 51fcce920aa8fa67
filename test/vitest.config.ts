import { defineConfig, type ViteUserConfig } from "vitest/config";

// Most of these tests start programs, on cores that other tests keep busy.
const config: ViteUserConfig = defineConfig({ test: { hookTimeout: 180_000, testTimeout: 60_000 } });

export default config;
