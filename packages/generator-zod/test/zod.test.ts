import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { buildFiles, DiagnosticError, loadConfig } from "@copilot-sdk/generator";
import { ApiClient, type Middleware, operation } from "@copilot-sdk/runtime";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { ZodType } from "zod";
import { type ZodOptions, zod } from "../src/index.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

type SchemaModule = Readonly<Record<string, ZodType>> & {
  readonly checkResponses: Middleware;
};

/** Generates the package of the shop in a folder whose modules find Zod and the runtime. */
async function generate(options: ZodOptions): Promise<string> {
  const config = await loadConfig({ cwd: here, specFiles: ["shop.yaml"], out: "sdk" });
  const { files } = await buildFiles({ config: { ...config, features: [zod(options)] } });
  const folder = await mkdtemp(join(here, ".generated-"));
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return join(folder, "shop");
}

function load(folder: string): Promise<SchemaModule> {
  return import(pathToFileURL(join(folder, "src/zod.ts")).href) as Promise<SchemaModule>;
}

const ORDER = {
  id: "5f0c2f4e-8f4b-4c8e-9d5b-0a1b2c3d4e5f",
  status: "open",
  payment: { type: "card", last4: "4242" },
};

const folders: string[] = [];
let loose: SchemaModule;
let strict: SchemaModule;

beforeAll(async () => {
  folders.push(await generate({}), await generate({ strict: true }));
  [loose, strict] = (await Promise.all(folders.map(load))) as [SchemaModule, SchemaModule];
});

afterAll(() => Promise.all(folders.map((folder) => rm(dirname(folder), { recursive: true, force: true }))));

/** Whether a schema accepts a value. */
function accepts(module: SchemaModule, schema: string, value: unknown): boolean {
  return module[schema]?.safeParse(value).success ?? false;
}

describe("the guide of the package", () => {
  test.each([
    ["accepts additions", 0, "They accept additions to the API"],
    ["refuses additions", 1, "They refuse what the document does not describe"],
  ])("says that the module %s, and has a program that compiles", async (_, index, sentence) => {
    const folder = folders[index] ?? "";
    const guide = await readFile(join(folder, "guide.md"), "utf8");
    const section = /^## `shop\/zod`\n\n```ts\n(?<code>[^`]+)```\n\n(?<text>.+)$/m.exec(guide)?.groups;
    expect(section?.text).toContain(sentence);
    expect(section?.code).toContain('import { checkResponses } from "shop/zod";');
    const local = section?.code?.replace('"shop/zod"', '"./zod.js"').replace('"shop"', '"./index.js"');
    await writeFile(join(folder, "src/guide.ts"), `${local}\nexport { checked };\n`);
    await promisify(execFile)("tsc", ["-p", "tsconfig.build.json", "--noEmit"], { cwd: folder });
  });
});

describe("schemas, both loose and strict", () => {
  test.each([
    ["an order", ORDER, true],
    ["an order in an order", { ...ORDER, parts: [{ ...ORDER, parts: [] }] }, true],
    ["null where it is allowed", { ...ORDER, note: null }, true],
    ["an integer above 2^53", { ...ORDER, quantity: 3_000_457_366_756_291_000 }, true],
    ["a map and a tuple", { ...ORDER, labels: { a: "b" }, place: [1, 2] }, true],
    ["a missing property", { id: ORDER.id, status: "open" }, false],
    ["a property of another type", { ...ORDER, quantity: "1" }, false],
    ["null where it is not allowed", { ...ORDER, status: null }, false],
    ["a wrong value in an order in an order", { ...ORDER, parts: [{ ...ORDER, parts: [1] }] }, false],
    ["a member of a union without a required property", { ...ORDER, payment: { type: "card" } }, false],
    ["a map with a wrong value", { ...ORDER, labels: { a: 1 } }, false],
    ["a tuple that is too short", { ...ORDER, place: [1] }, false],
  ])("%s", (_, value, expected) => {
    expect([accepts(loose, "OrderSchema", value), accepts(strict, "OrderSchema", value)]).toEqual([
      expected,
      expected,
    ]);
  });

  test("parameters have schemas, too", () => {
    expect(accepts(loose, "ListOrdersParamsSchema", { limit: 5 })).toBe(true);
    expect(accepts(loose, "ListOrdersParamsSchema", { limit: "5" })).toBe(false);
  });

  test.each([
    ["a Blob", new Blob(["PNG"]), true],
    ["bytes", new Uint8Array(3), true],
    ["a stream with its size", { stream: new Blob(["PNG"]).stream(), size: 3 }, true],
    ["no string, which may be a path,", "scan.png", false],
  ])("%s as a file", (_, scan, expected) => {
    expect(accepts(loose, "CreateReceiptParamsSchema", { scan })).toBe(expected);
    expect(accepts(strict, "CreateReceiptParamsSchema", { scan })).toBe(expected);
  });

  test("a value passes unchanged", () => {
    const value = { ...ORDER, added: [1] };
    expect(loose.OrderSchema?.parse(value)).toEqual(value);
  });

  test("each schema is a Standard Schema", async () => {
    const standard = loose.OrderSchema?.["~standard"];
    expect(standard).toMatchObject({ version: 1, vendor: "zod" });
    expect(await standard?.validate({})).toHaveProperty("issues");
  });
});

describe("what the document does not describe is accepted by loose schemas and refused by strict ones", () => {
  test.each([
    ["an additional property", { ...ORDER, added: true }],
    ["a new value of an enum", { ...ORDER, status: "shipped" }],
    ["a new member of a union", { ...ORDER, payment: { type: "wire", iban: "X" } }],
    ["a number below the minimum", { ...ORDER, quantity: 0 }],
    ["a fraction where an integer belongs", { ...ORDER, quantity: 1.5 }],
    ["a string that is too long", { ...ORDER, note: "123456" }],
    ["a string that does not match the pattern", { ...ORDER, code: "no" }],
    ["a string in another format", { ...ORDER, id: "1" }],
    ["too many items", { ...ORDER, parts: [ORDER, ORDER, ORDER] }],
  ])("%s", (_, value) => {
    expect(accepts(loose, "OrderSchema", value)).toBe(true);
    expect(accepts(strict, "OrderSchema", value)).toBe(false);
  });
});

test.each(["loose", "strict"])(
  "the package with %s schemas compiles under the strictest settings",
  async (kind) => {
    const folder = folders[kind === "loose" ? 0 : 1] ?? "";
    const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
    const more = ["--noPropertyAccessFromIndexSignature", "--noUnusedLocals", "--noUnusedParameters"];
    const output = await promisify(execFile)("tsc", ["-p", "tsconfig.build.json", ...flags, ...more], {
      cwd: folder,
    }).then(
      () => "",
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(output).toBe("");
  },
);

test("a package without types does not import them, so that it compiles with noUnusedLocals", async () => {
  const config = await loadConfig({ cwd: here, specFiles: ["untyped.yaml"], out: "sdk" });
  const { files } = await buildFiles({ config: { ...config, features: [zod()] } });
  const module = files.find(({ path }) => path.endsWith("/src/zod.ts"));
  expect(module?.text).not.toContain("types");
});

describe("checkResponses", () => {
  async function answering(body: unknown) {
    const server = createServer((_, response) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      response.setHeader("content-type", "application/json").end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const api = { name: "Shop", baseURL: `http://127.0.0.1:${port}`, environment: "SHOP" };
    const client = new ApiClient(api, { apiKey: "key", middleware: [loose.checkResponses], maxRetries: 0 });
    return client.request(operation({ id: "listOrders", method: "GET", path: "/orders" }));
  }

  test("lets a response pass that matches", async () => {
    expect(await answering([ORDER])).toEqual([ORDER]);
  });

  test("lets an empty response pass, for which the client returns nothing", async () => {
    expect(await answering(undefined)).toBeUndefined();
  });

  test("fails a call whose response does not match, with the position", async () => {
    const failure = answering([ORDER, { ...ORDER, id: 7 }]);
    await expect(failure).rejects.toThrow(
      /the response of listOrders does not match its schema: [\s\S]*\[1\]\.id/,
    );
  });
});

describe("the manifest", () => {
  test("Zod is an optional peer, and `zod` is a module of the package", async () => {
    const { default: manifest } = await import(pathToFileURL(join(folders[0] ?? "", "package.json")).href, {
      with: { type: "json" },
    });
    expect(manifest.peerDependencies).toEqual({ zod: "^4.3.0" });
    expect(manifest.peerDependenciesMeta).toEqual({ zod: { optional: true } });
    expect(Object.keys(manifest.exports)).toEqual([".", "./shapes", "./zod", "./package.json"]);
  });
});

describe("wrong use", () => {
  test("an unknown option is a TypeError that names it", () => {
    expect(() => zod({ stict: true } as ZodOptions)).toThrow("zod() has no option `stict`; it has `strict`");
  });

  test("a feature that is listed twice is refused", async () => {
    const config = await loadConfig({ cwd: here, specFiles: ["shop.yaml"], out: "sdk" });
    const twice = buildFiles({ config: { ...config, features: [zod(), zod()] } });
    await expect(twice).rejects.toThrow(DiagnosticError);
  });
});
