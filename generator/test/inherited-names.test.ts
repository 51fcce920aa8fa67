import { afterAll, beforeAll, describe, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a document whose names are those of properties that every object inherits", () => {
  const sdk = new GeneratedPackage("inherited.yaml", "inherited");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("generates a package that compiles, with programs that leave out optional parameters and properties", () => {
    sdk.write("test/program.ts", PROGRAM);
    sdk.run("tsc", "-p", "tsconfig.json");
  });

  test("passes its wire tests: what is left out is not sent", () => {
    sdk.run("vitest", "run", "--root", sdk.folder, "test/wire.test.ts");
  });
});

const PROGRAM = `import type { Inherited } from "../src/index.js";

export async function calls(client: Inherited): Promise<void> {
  const thing = await client.constructorResource.hasOwnPropertyOperation("1", { constructor: "a" });
  // An object without the property has the inherited one.
  const isOwn: boolean | undefined =
    typeof thing.propertyIsEnumerable === "function" ? undefined : thing.propertyIsEnumerable;
  await client.toStringResource.proto("1", { inner: isOwn === undefined ? {} : { propertyIsEnumerable: isOwn } });
}
`;
