import { defineConfig, type ViteUserConfig } from "vitest/config";

// The clock of Redis is a real one, so are the processes that are started, and both cores may be busy with other packages. The tests wait most
// of the time, each for a Redis of its own, so several files run at once.
const config: ViteUserConfig = defineConfig({
  test: { testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 4 },
});

export default config;
