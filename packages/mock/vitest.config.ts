import { defineConfig, type ViteUserConfig } from "vitest/config";

// Prism takes most of a second to load, and both cores may be busy with other packages.
const config: ViteUserConfig = defineConfig({ test: { hookTimeout: 60_000, testTimeout: 30_000 } });

export default config;
