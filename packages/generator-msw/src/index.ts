import { checkOptionNames, defineFeature, type Feature, type PackageModel } from "@copilot-sdk/generator/kit";
import { compareHandlers } from "./compare.ts";
import { callsOf } from "./mocked-operations.ts";
import { guideOf, testingModule } from "./testing-module.ts";

/**
 * Adds the module `testing` to each package: factories, which create values that fit the schemas of the API, and handlers for msw, which
 * respond with them: `setupServer(...createHandlers({ http }))`. Neither needs a dependency: the program passes `http` of its own msw, of version 2 or 3.
 *
 * @param options It has none.
 * @throws {TypeError} for any option.
 * @example
 * import { defineConfig } from "@copilot-sdk/generator";
 * import { msw } from "@copilot-sdk/generator-msw";
 *
 * export default defineConfig({ documents: ["openapi.yaml"], output: "../packages", features: [msw()] });
 */
export function msw(options: Readonly<Record<string, never>> = {}): Feature {
  checkOptionNames("msw", options, []);
  return defineFeature({
    name: "msw",
    modules: (pack) => [
      {
        name: "testing",
        exports: exportsOf(pack),
        ...(pack.kind !== "webhooks" && { guide: guideOf(pack) }),
      },
    ],
    emit: (pack) => [testingModule(pack)],
    compare: compareHandlers,
  });
}

export default msw;

/** The names that the module exports, sorted. */
function exportsOf(pack: PackageModel): readonly string[] {
  const packs = pack.kind === "umbrella" ? pack.packages : pack.kind === "resources" ? [pack] : [];
  const hasCalls = packs.some((own) => callsOf(own).length > 0);
  const names = ["Factories", "createFactories", "valueTypes"];
  return [...names, ...(hasCalls ? ["Handlers", "createHandlers"] : [])].sort();
}
