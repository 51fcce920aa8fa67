import { defineConfig } from "vitest/config";

// The examples wait for the rate limit like any program.
export default defineConfig({ test: { testTimeout: 60_000 } });
