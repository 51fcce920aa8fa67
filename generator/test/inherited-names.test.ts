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

  test("an option that is a parameter is sent only if callers pass it", () => {
    sdk.write("test/sent.test.ts", SENT);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/sent.test.ts");
  });

  test("passes its wire tests: omitted operations are not called", () => {
    sdk.test("test/wire.test.ts");
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

const SENT = `import { expect, test } from "vitest";
import { Inherited } from "../src/index.js";

test("the query of calls without and with the option", async () => {
  const sent: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    sent.push(new URL(String(url instanceof Request ? url.url : url)).search);
    return new Response(null, { status: 204 });
  };
  const things = new Inherited({ fetch }).valueOfResource;
  await things.isPrototypeOfOperation();
  await things.isPrototypeOfOperation({ timeout: 1000 });
  await things.isPrototypeOfOperation({ constructor: "a" });
  expect(sent).toEqual(["", "", "?constructor=a"]);
});
`;
