import {
  checkOptionNames,
  declaredTypes,
  defineFeature,
  type Feature,
  type PackageModel,
} from "@copilot-sdk/generator/kit";
import { exportedParams } from "./exported-params.ts";
import { guideOf } from "./guide.ts";
import { moduleOf, umbrellaModule } from "./schema-module.ts";
import { schemaName } from "./schema-names.ts";

/** Options of {@link zod}. */
export interface ZodOptions {
  /**
   * Whether schemas refuse what the document does not describe: additional properties, unknown values of enums, unknown members of unions,
   * and values that break a limit, a pattern or a format. Additions to the API then fail validation. Default: `false`.
   */
  readonly strict?: boolean;
}

/** The versions of Zod that the schemas work with. */
const ZOD = "^4.3.0";

/**
 * Adds the module `zod` to each package: a Zod schema for each type and for the parameters of each operation, and `checkResponses`, a
 * middleware for tests: `import { OrderSchema } from "shop/zod"`. Zod schemas are Standard Schemas, so other libraries take them, too. Programs that import the module need Zod; all
 * others do not.
 *
 * @throws {TypeError} for unknown options.
 * @example
 * import { defineConfig } from "@copilot-sdk/generator";
 * import { zod } from "@copilot-sdk/generator-zod";
 *
 * export default defineConfig({ documents: ["openapi.yaml"], output: "../packages", features: [zod()] });
 */
export function zod(options: ZodOptions = {}): Feature {
  const strict = strictOf(options);
  return defineFeature({
    name: "zod",
    modules: (pack) => [
      {
        name: "zod",
        exports: namesOf(pack),
        ...(pack.kind !== "webhooks" && { guide: guideOf(pack, { strict }) }),
      },
    ],
    emit: (pack) => [
      {
        kind: "typescript",
        path: `${pack.folder}/src/zod.ts`,
        statements: pack.kind === "umbrella" ? umbrellaModule(pack) : moduleOf(pack, { strict }),
      },
    ],
    manifest: () => ({
      peerDependencies: { zod: ZOD },
      optionalPeers: ["zod"],
      devDependencies: { zod: ZOD },
    }),
  });
}

export default zod;

function strictOf(options: ZodOptions): boolean {
  checkOptionNames("zod", options, ["strict"]);
  const { strict = false } = options;
  if (typeof strict !== "boolean") throw new TypeError("the option `strict` of zod() is not a boolean");
  return strict;
}

/** The names that the module exports, sorted. */
function namesOf(pack: PackageModel): readonly string[] {
  const packs = pack.kind === "umbrella" ? pack.packages : [pack];
  const types = packs.flatMap((own) =>
    [...declaredTypes(own), ...exportedParams(own)].map(({ name }) => schemaName(name)),
  );
  const functions = packs.some(({ kind }) => kind === "resources")
    ? ["checkResponses", "responseSchemas"]
    : [];
  return [...new Set([...types, ...functions])].sort();
}
