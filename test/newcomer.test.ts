import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findDocuments } from "./newcomer/documents.ts";
import { travel } from "./newcomer/journey.ts";
import { createCache, Manager } from "./newcomer/manager.ts";
import { type FilledRegistry, fillRegistry } from "./newcomer/registry.ts";
import { renderResults } from "./newcomer/report.ts";
import { succeed } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { root } from "./support/workspace.ts";

// One journey of `pnpm test:newcomer`. The others take many minutes.

let registry: FilledRegistry;
let cache: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  registry = await fillRegistry(join(folder, "tarballs"));
  cache = createCache(folder);
});

afterAll(() => registry?.stop());

test("a newcomer with npm on Node 20 gets from an empty folder to a first call", async () => {
  const [petstore] = findDocuments(undefined);
  if (petstore?.path === undefined) throw new Error("the npm package with the document is not installed");
  const folder = await temporaryFolder();
  const { name, path } = petstore;
  const journey = await travel({ name, path }, folder, registry.npmrc, new Manager("npm", "20", cache));
  expect(journey.failure).toBeUndefined();
  expect(journey.tests).toBeGreaterThan(0);
  expect(journey.printed).toMatch(/^[[{]/);
}, 600_000);

test("the generator runs in an empty folder without an installation, by the name of its package, and explains problems", async () => {
  const folder = await temporaryFolder();
  const manager = new Manager("npm", "20", cache);
  const settings = { "npm_config_@copilot-sdk:registry": registry.npmrc.trim().split("=")[1] ?? "" };
  const run = (...parameters: readonly string[]) =>
    manager.run(folder, "npx", ["--yes", "@copilot-sdk/generator", ...parameters], settings);
  expect((await run("--version")).trim()).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await run("explain", "empty-file")).toMatch(/^A file is empty\n/);
}, 300_000);

test("the generator checks, compares and releases a foreign document without an installation, with a custom template", async () => {
  const folder = await temporaryFolder();
  const manager = new Manager("npm", "20", cache);
  const settings = { "npm_config_@copilot-sdk:registry": registry.npmrc.trim().split("=")[1] ?? "" };
  const sdkgen = (...args: readonly string[]) =>
    manager.run(folder, "npx", ["--yes", "@copilot-sdk/generator", ...args], settings);
  const document = (properties: string) => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths:
  /orders/{id}:
    get:
      operationId: retrieveOrder
      tags: [orders]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
components: { schemas: { Order: { type: object, properties: { ${properties} } } } }
`;
  const old = document("id: { type: string }, total: { type: number }");
  await writeFile(join(folder, "openapi.yaml"), old);
  await writeFile(join(folder, "old.yaml"), old);
  await writeFile(join(folder, "readme.hbs"), "# {{text client}}, in our words\n");
  await writeFile(
    join(folder, "sdk.config.yaml"),
    "documents: [openapi.yaml]\noutput: packages\nname: shop\ntemplates: { readme: readme.hbs }\nstyle: { indent: tab }\nrelease: { snapshot: released.json, changesets: .changeset }\n",
  );
  expect(await sdkgen("lint")).toContain("the document is valid");
  await sdkgen("generate");
  expect(await readFile(join(folder, "packages/shop/README.md"), "utf8")).toBe("# Shop, in our words\n");
  expect(await sdkgen("release")).toContain("major  shop");

  await writeFile(join(folder, "openapi.yaml"), document("id: { type: string }, at: { type: string }"));
  expect(await sdkgen("diff", "old.yaml")).toContain("1 breaking change, 1 additive change: a major version");
}, 300_000);

test("a document that is nowhere is named in the report, with the way to it", () => {
  const missing = findDocuments(undefined).flatMap(({ name, path }) => (path === undefined ? [name] : []));
  expect(missing).toContain("openai");
  expect(renderResults([], missing)).toContain("openai: not found. Name a folder with openai.json");
});

test("the table has at most 80 columns, and says which step failed and why", () => {
  const seconds = { install: 120.5, generate: 61.2, "set up": 100.1, compile: 60.5, test: 600.1 };
  const failure = { step: "pack", reason: "no space left on the device" } as const;
  const result = { document: "train-travel", manager: "pnpm", node: "20.19.0", seconds, failure } as const;
  const text = renderResults([result], []);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text).toContain("train-travel, pnpm, Node 20.19.0: pack\nno space left on the device");
  expect(text).toContain("0 of 1 passed");
});

test("a wrong argument is wrong usage", async () => {
  const call = succeed(process.execPath, ["test/newcomer/run.ts", "--only", "nothing"], { cwd: root });
  await expect(call).rejects.toThrow("Usage: pnpm test:newcomer");
});
