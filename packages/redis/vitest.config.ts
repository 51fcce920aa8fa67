import { defineConfig, type ViteUserConfig } from "vitest/config";

// The clock of Redis is a real one, so are the processes that are started, and both cores may be busy with other packages.
const config: ViteUserConfig = defineConfig({ test: { testTimeout: 300_000, hookTimeout: 300_000 } });

export default config;
