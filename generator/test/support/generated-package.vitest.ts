// How vitest runs the tests of a generated package.
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BUILT } from "../../../test/support/built.ts";

// The folder is removed afterwards, so what vitest keeps of its modules would never be read.
const config: ViteUserConfig = defineConfig({
  test: { fsModuleCache: false, server: { deps: { external: [BUILT] } } },
});

export default config;
