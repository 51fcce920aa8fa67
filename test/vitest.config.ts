import { defineConfig, type ViteUserConfig } from "vitest/config";
import { LongestFirst } from "./support/longest-first.ts";

// Most of these tests start programs, on CPUs that other tests also use. Hooks have longer timeouts than the programs they start.
const timeouts = { hookTimeout: 300_000, testTimeout: 300_000 };

const config: ViteUserConfig = defineConfig({
  test: {
    reporters: ["default", "./runtimes/support/table-reporter.ts"],
    // One worker waits for programs most of the time.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "workspace",
          include: ["*.test.ts"],
          globalSetup: "support/builds.ts",
          ...timeouts,
        },
      },
      {
        test: {
          name: "runtimes",
          include: ["runtimes/*.test.ts"],
          globalSetup: "runtimes/support/consumer.ts",
          ...timeouts,
        },
      },
      {
        test: {
          name: "examples",
          include: ["examples/*.test.ts"],
          globalSetup: "examples/support/installed.ts",
          ...timeouts,
        },
      },
    ],
  },
});

export default config;
