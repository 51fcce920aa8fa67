import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("the build of a package", () => {
  const sdk = new GeneratedPackage("tracker.yaml", "parcel-tracker");

  beforeAll(async () => {
    await sdk.generate();
    const manifest = JSON.parse(sdk.read("package.json")) as object;
    sdk.write("package.json", JSON.stringify({ ...manifest, version: "3.2.1" }));
    sdk.write("src/forgotten.ts", "export const forgotten = 1;\n");
    sdk.build();
  });

  afterAll(() => sdk.remove());

  test.each(["dist", "dist/cjs"])("writes one file for each published module into %s", (folder) => {
    const files = readdirSync(join(sdk.folder, folder)).filter((name) => name.endsWith(".js"));
    expect(files.sort()).toEqual(["index.js", "shapes.js"]);
  });

  test.each(["dist", "dist/cjs"])("writes the declarations of each source into %s", (folder) => {
    for (const name of ["index", "client", "resources/depots"])
      expect(existsSync(join(sdk.folder, folder, `${name}.d.ts`)), name).toBe(true);
  });

  test.each(["dist/index.js", "dist/cjs/index.js"])("writes the version of package.json into %s", (file) => {
    expect(sdk.read(file)).toContain('"3.2.1"');
    expect(sdk.read(file)).not.toContain('"0.0.0"');
  });

  test("maps the file to the sources in the package, and does not repeat them", () => {
    const { sources, sourcesContent } = JSON.parse(sdk.read("dist/index.js.map")) as {
      readonly sources: readonly string[];
      readonly sourcesContent?: unknown;
    };
    expect(sources).toContain("../src/resources/depots.ts");
    expect(sourcesContent).toBeUndefined();
  });

  test("leaves nothing of an earlier build", () => {
    sdk.write("dist/old.js", "");
    sdk.build();
    expect(existsSync(join(sdk.folder, "dist/old.js"))).toBe(false);
  });

  test("fails if a module is missing", () => {
    sdk.write("src/index.ts", 'export * from "./missing.js";\n');
    expect(() => sdk.build()).toThrow("missing.js");
  });
});
