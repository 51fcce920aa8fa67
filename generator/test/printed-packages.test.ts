import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/config/index.ts";
import { Equality } from "../src/equality.ts";
import { buildFiles, type PrintedPackages } from "../src/generate.ts";

const operation = (id: string, summary: string) => ({
  get: { operationId: id, tags: [id], summary, responses: { 204: { description: "Done." } } },
});

const document = ({ pets = "Pets.", key = "header" }) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://acme.example" }],
    security: [{ key: [] }],
    paths: { "/pets": operation("pets", pets), "/toys": operation("toys", "Toys.") },
    components: { securitySchemes: { key: { type: "apiKey", in: key, name: "key" } } },
  });

/** Generates two packages from each document, one run after the other, and says which packages were printed in each. */
async function printedIn(documents: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "sdkgen-printed-"));
  try {
    const spec = join(folder, "openapi.json");
    await writeFile(spec, documents[0] ?? "");
    const loaded = await loadConfig({ cwd: folder, specFiles: [spec], out: "sdk" });
    const packages = {
      pets: { client: "PetsClient", description: "Pets.", resources: ["pets"] },
      toys: { client: "ToysClient", description: "Toys.", resources: ["toys"] },
    };
    const config = { ...loaded, naming: "tags", scope: "@acme", packages } as const;
    const printed: PrintedPackages = new Map();
    const runs: string[][] = [];
    for (const text of documents) {
      await writeFile(spec, text);
      const before = new Map(printed);
      const kept = await buildFiles({ config, printed });
      const fresh = await buildFiles({ config });
      expect(kept.files).toEqual(fresh.files);
      runs.push([...printed.keys()].filter((name) => printed.get(name) !== before.get(name)));
    }
    return runs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("a run after another one", () => {
  test("prints only the packages whose operations changed, and the files are those of a first run", async () => {
    const runs = await printedIn([
      document({}),
      document({ pets: "All pets." }),
      document({ pets: "All pets." }),
    ]);
    expect(runs).toEqual([["pets", "toys"], ["pets"], []]);
  });

  test("prints all packages if something changed that all of them use", async () => {
    const runs = await printedIn([document({}), document({ key: "query" })]);
    expect(runs[1]).toEqual(["pets", "toys"]);
  });
});

describe("models are equal", () => {
  const shared = { name: "a", list: [1, { b: undefined }] };

  test.each([
    ["with equal members in any order", { a: 1, b: shared }, { b: structuredClone(shared), a: 1 }, true],
    ["only with equal values", [shared, shared], [structuredClone(shared), { ...shared, name: "b" }], false],
    ["only with the same members", { a: 1 }, { a: 1, b: undefined }, false],
    ["only with other members of the same number", { a: undefined }, { b: undefined }, false],
    ["only with lists of the same length", [1], [1, 2], false],
    ["only if both are lists", [], {}, false],
    ["by content for maps", new Map([["a", shared]]), new Map([["a", structuredClone(shared)]]), true],
    ["by content for sets", new Set(["a"]), new Set(["b"]), false],
  ])("%s", (_name, left, right, equal) => {
    expect(new Equality().areEqual(left, right)).toBe(equal);
  });
});
