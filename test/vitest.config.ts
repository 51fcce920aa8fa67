import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BUILT } from "./support/built.ts";
import { LongestFirst } from "./support/longest-first.ts";

// Most of these tests start programs, on CPUs that other tests also use. Hooks have longer timeouts than the programs they start.
const settings = {
  hookTimeout: 300_000,
  expect: { poll: { timeout: 60_000 } },
  testTimeout: 300_000,
  server: { deps: { external: [BUILT] } },
};

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
          ...settings,
        },
      },
      {
        test: {
          name: "runtimes",
          include: ["runtimes/*.test.ts"],
          globalSetup: "runtimes/support/consumer.ts",
          ...settings,
        },
      },
      {
        test: {
          name: "examples",
          include: ["examples/*.test.ts"],
          globalSetup: "examples/support/installed.ts",
          ...settings,
        },
      },
    ],
  },
});

export default config;
