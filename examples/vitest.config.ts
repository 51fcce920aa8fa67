import { defineConfig } from "vitest/config";
import { BUILT } from "../test/support/built.ts";

// The programs wait for the rate limit like any program. The folders have tests of their own, which test/examples runs.
export default defineConfig({
  test: { include: ["test/*.test.ts"], testTimeout: 120_000, server: { deps: { external: [BUILT] } } },
});
