import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SdkConfig } from "../../src/config/index.ts";
import { GeneratedPackage } from "../support/generated-package.ts";

const STRICTEST = [
  "--noFallthroughCasesInSwitch",
  "--noImplicitOverride",
  "--noImplicitReturns",
  "--noPropertyAccessFromIndexSignature",
  "--noUnusedLocals",
  "--noUnusedParameters",
];

/** The oldest compiler that consumers may have. */
const OLD_COMPILER = join(
  createRequire(new URL("../../../packages/runtime/package.json", import.meta.url)).resolve(
    "typescript-5.0/package.json",
  ),
  "../bin/tsc",
);

/** A configuration, and what the files of its package are then like. */
interface Choice {
  readonly title: string;
  readonly config: Partial<SdkConfig>;
  readonly files: readonly string[];
  /** An import in `src/client.ts`. */
  readonly imported: string;
  /** What one level of indentation is. */
  readonly indent: string;
  readonly resolution: "node16" | "node10";
}

const CHOICES: readonly Choice[] = [
  {
    title: "ES modules, 4 spaces, files like classes",
    config: {
      style: { header: "Copyright Acme */ pwned()\nAll rights reserved.", indent: 4, fileNames: "pascal" },
      manifest: { format: "esm", node: ">=22.12", license: "UNLICENSED", licenseFile: "LICENSE.txt" },
    },
    files: ["src/resources/Parcels.ts", "LICENSE", "bundle.mjs", "tsconfig.build.json"],
    imported: '"./resources/Parcels.js"',
    indent: "    ",
    resolution: "node16",
  },
  {
    title: "both formats, tabs, `.ts` in imports, and the runtime inside the package",
    config: {
      style: { indent: "tab", fileNames: "snake", importExtensions: ".ts" },
      runtime: { bundled: ["otel"] },
    },
    files: ["src/resources/parcels.ts", "src/otel.ts", "src/runtime/errors/errors.ts", "tsconfig.cjs.json"],
    imported: '"./resources/parcels.ts"',
    indent: "\t",
    resolution: "node16",
  },
  {
    title: "CommonJS without extensions in imports, and the runtime inside the package",
    config: {
      style: { fileNames: "camel", importExtensions: "none" },
      manifest: { format: "commonjs" },
      runtime: "bundled",
    },
    files: ["src/resources/parcels.ts", "src/runtime/errors/errors.ts", "tsconfig.build.json"],
    imported: '"./resources/parcels"',
    indent: "  ",
    resolution: "node10",
  },
];

describe.each(CHOICES)("$title", ({ config, files, imported, indent, resolution }) => {
  const own = { "LICENSE.txt": "All `rights` reserved.\r\n", "tsconfig.json": "{}" };
  const sdk = new GeneratedPackage("depot.yaml", "depot", { name: "depot", naming: "tags", ...config }, own);
  beforeAll(() => sdk.generate(), 120_000);
  afterAll(() => sdk.remove());

  test("names, imports and indents as the configuration says", () => {
    expect(sdk.files()).toEqual(expect.arrayContaining([...files]));
    const client = sdk.read("src/client.ts");
    expect(client).toContain(`from ${imported};`);
    expect(indentations(client)).toContain(indent);
    expect(indentations(sdk.read("package.json"))).toContain(indent);
    if (indent !== "  ") {
      const code = sdk.files().filter((path) => /\.(?:ts|mjs|json)$/.test(path));
      expect(code.filter((path) => indentations(sdk.read(path)).has("  "))).toEqual([]);
      expect(sdk.read("README.md")).toContain(`\n${indent}await `);
    }
  });

  test("compiles under the strictest settings, with its tests", () => {
    sdk.run("tsc", "-p", "tsconfig.json", ...STRICTEST);
  });

  test("passes its wire tests", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).not.toEqual([]);
  });

  test("is built, loads in Node, and its declarations compile with TypeScript 5.0", () => {
    sdk.build();
    const { exports } = JSON.parse(sdk.read("package.json")) as { readonly exports: object };
    const names = Object.keys(exports).filter((name) => name !== "./package.json");
    expect(names).toContain("./receiver");
    const specifiers = names.map((name) => name.replace(".", "depot"));
    const load = (call: string) =>
      specifiers.map((specifier) => `${call}(${JSON.stringify(specifier)});`).join("\n");
    sdk.run(process.execPath, "--input-type=module", "-e", load("await import"));
    sdk.run(process.execPath, "--input-type=commonjs", "-e", load("require"));
    sdk.write(
      "consumer.ts",
      'import { Depot } from "./dist/index.js";\nconst all: Promise<void> = new Depot().parcels.list({ filter: {} });\nvoid all;\n',
    );
    const module = resolution === "node10" ? "commonjs" : "node16";
    const lib = ["ES2022", "DOM", "DOM.Iterable"];
    const compilerOptions = {
      noEmit: true,
      strict: true,
      target: "ES2022",
      lib,
      types: [],
      module,
      skipDefaultLibCheck: true,
    };
    sdk.write(
      "tsconfig.consumer.json",
      JSON.stringify({
        compilerOptions: { ...compilerOptions, moduleResolution: resolution },
        files: ["consumer.ts"],
      }),
    );
    sdk.run(process.execPath, OLD_COMPILER, "-p", "tsconfig.consumer.json");
  });
});

/** The indentations of the lines of code that start a block. */
function indentations(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^([ \t]+)(?=[\w"}\])])/gm)].map(([, spaces]) => spaces ?? ""));
}
