import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCache, Manager } from "./newcomer/manager.ts";
import { type FilledRegistry, fillRegistry } from "./newcomer/registry.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

// A repository that `sdkgen init` wrote, from an empty folder to its second release. Each test continues where the previous one ended.

vi.setConfig({ testTimeout: 600_000 });

const DOCUMENT = `openapi: 3.1.0
info: { title: Shop API, version: 1.0.0 }
servers: [{ url: https://api.acme.example }]
security: [{ key: [] }]
tags: [{ name: orders }, { name: products }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      summary: Lists the orders
      responses: { "200": { description: The orders., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } } } } }
    post:
      operationId: createOrder
      tags: [orders]
      summary: Creates an order
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [product], properties: { product: { type: string } } } } } }
      responses: { "201": { description: The order., content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
  /products/{id}:
    get:
      operationId: retrieveProduct
      tags: [products]
      summary: Retrieves a product
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: The product., content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: string } } } } } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string }
`;

let manager: Manager;
let registry: FilledRegistry;
let repository: string;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  const folder = await temporaryFolder();
  registry = await fillRegistry(join(folder, "tarballs"));
  manager = new Manager("npm", "24", createCache(folder));
  // The settings of a person who is logged in to the registry.
  const npmrc = join(folder, ".npmrc");
  await writeFile(npmrc, registry.publisherNpmrc);
  settings = { npm_config_userconfig: npmrc };
  repository = join(folder, "shop");
  await mkdir(repository);
});

afterAll(() => registry?.stop());

test("its own tests pass after the two commands of its README", async () => {
  await writeFile(join(repository, "shop.yaml"), DOCUMENT);
  const init = [
    "init",
    "--yes",
    "--spec",
    "shop.yaml",
    "--name",
    "@acme/shop",
    "--client",
    "Shop",
    "--layout",
    "several",
  ];
  await run("npx", "--yes", "@copilot-sdk/generator", ...init);
  const readme = await readFile(join(repository, "README.md"), "utf8");
  const [, commands = ""] = /## Two commands\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  const [install, check] = commands
    .trim()
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/));
  expect(install).toEqual(["npx", "pnpm", "install"]);
  expect(check).toEqual(["npm", "test"]);
  await git("init", "--quiet", "--initial-branch=main");
  await run("npx", "--yes", "pnpm", "install");
  expect(await run("npm", "test")).toMatch(/Tasks: +\d+ successful/);
  await commit("The repository");
});

test("its first release publishes the packages, with a tag for each", async () => {
  await release();
  expect(await versions()).toEqual({
    "@acme/orders": "1.0.0",
    "@acme/products": "1.0.0",
    "@acme/shop": "1.0.0",
  });
  expect((await git("tag")).trim().split("\n")).toEqual([
    "@acme/orders@1.0.0",
    "@acme/products@1.0.0",
    "@acme/shop@1.0.0",
  ]);
});

test("an addition to the document raises the minor version of the packages that have it", async () => {
  const text = `${DOCUMENT}        state: { type: string }\n`;
  await writeFile(join(repository, "spec", "shop.yaml"), text);
  await run("npm", "run", "generate");
  await commit("Orders have a state");
  await release();
  expect(await versions()).toEqual({
    "@acme/orders": "1.1.0",
    "@acme/products": "1.0.0",
    "@acme/shop": "1.1.0",
  });
});

test("a consumer installs what was released", async () => {
  const consumer = await temporaryFolder();
  await writeFile(join(consumer, "package.json"), '{ "private": true, "type": "module" }');
  await manager.run(consumer, "npm", ["install", "@acme/shop"], settings);
  const program =
    'import { Shop } from "@acme/shop"; console.log(typeof new Shop({ key: "k" }).orders.list);';
  expect(await manager.run(consumer, "node", ["--input-type=module", "--eval", program])).toBe("function\n");
});

/** Raises the versions and publishes, with the commands of the README. */
async function release(): Promise<void> {
  await run("npm", "run", "release:versions");
  await commit("Raise the versions");
  await run("npm", "run", "release:publish");
}

async function versions(): Promise<Record<string, string>> {
  const names = ["@acme/orders", "@acme/products", "@acme/shop"];
  const found = await Promise.all(names.map((name) => run("npm", "view", name, "version")));
  return Object.fromEntries(names.map((name, index) => [name, found[index]?.trim() ?? ""]));
}

function run(program: string, ...parameters: readonly string[]): Promise<string> {
  return manager.run(repository, program, parameters, settings);
}

function git(...parameters: readonly string[]): Promise<string> {
  return run("git", "-c", "user.name=A", "-c", "user.email=a@acme.example", ...parameters);
}

async function commit(message: string): Promise<void> {
  await git("add", "--all");
  await git("commit", "--quiet", "--message", message);
}
