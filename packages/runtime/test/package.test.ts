// The built package, in plain Node without a test runner.
import { execFile } from "node:child_process";
import { access, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { startServer } from "./support/server.js";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("..", import.meta.url));

async function inNode(type: "module" | "commonjs", program: string, url = ""): Promise<unknown> {
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", program], {
    cwd: folder,
    env: { PATH: process.env.PATH, SHOP_API_KEY: "k", SHOP_BASE_URL: url },
  });
  return JSON.parse(stdout);
}

test("a plain ES module lists items and exits by itself", async () => {
  await using server = await startServer((_, response) =>
    response.end('{"data":[{"id":"1"}],"nextToken":""}'),
  );
  const program = `
    import { ApiClient, pageOperation } from "@copilot-sdk/runtime";
    const client = new ApiClient({
      name: "Shop", environment: "SHOP", baseURL: "https://unused.test", authentication: { kind: "bearer" },
      rateLimit: { requests: 2, perSeconds: 0.1, recoverySeconds: 0.1 },
      pagination: { kind: "cursor", cursor: "nextToken", items: "data", next: "nextToken" },
    });
    const list = pageOperation({ id: "list", method: "GET", path: "/items" });
    const pages = await Promise.all(Array.from({ length: 5 }, () => client.transport.page(list).toArray()));
    console.log(JSON.stringify(pages.flat()));`;
  expect(await inNode("module", program, server.url)).toEqual(Array(5).fill({ id: "1" }));
  expect(server.arrived.map(({ headers }) => headers.authorization)).toEqual(Array(5).fill("Bearer k"));
});

test("a program with an unread response ends before the timeout of its call", async () => {
  await using server = await startServer((_, response) => response.end('{"id":"1"}'));
  const program = `
    import { ApiClient, operation } from "@copilot-sdk/runtime";
    const client = new ApiClient({ name: "Shop", environment: "SHOP", baseURL: "https://unused.test" }, { timeout: 1e9 });
    const retrieve = operation({ id: "retrieve", method: "GET", path: "/items/{id}" });
    globalThis.kept = await client.request(retrieve, { id: "1" }).asResponse();
    console.log(kept.status);`;
  expect(await inNode("module", program, server.url)).toBe(200);
});

test("the package can be loaded with require()", async () => {
  const program = `console.log(JSON.stringify(typeof require("@copilot-sdk/runtime").ApiClient))`;
  expect(await inNode("commonjs", program)).toBe("function");
});

test("a call creates at most eleven promises, because each of them delays all calls", async () => {
  // Two of them are those of the program. `fetch` and the two reads of the body have one each, and the engine adds one to each await.
  const program = `
    import { promiseHooks } from "node:v8";
    import { ApiClient, operation } from "@copilot-sdk/runtime";
    const bytes = new TextEncoder().encode('{"id":"42"}');
    const fetch = () => {
      const reads = [{ done: false, value: bytes }, { done: true }];
      const body = { getReader: () => ({ read: () => Promise.resolve(reads.shift()) }) };
      return Promise.resolve({ status: 200, ok: true, headers: new Headers(), body, text() {} });
    };
    const client = new ApiClient({
      name: "Shop", environment: "SHOP", baseURL: "https://unused.test", authentication: { kind: "bearer" },
      rateLimit: { requests: 100, perSeconds: 1, recoverySeconds: 1 },
    }, { fetch });
    const retrieve = operation({ id: "retrieve", method: "GET", path: "/items/{id}", result: "object" });
    let promises = 0;
    const stop = promiseHooks.onInit(() => promises++);
    const item = await client.request(retrieve, { id: "42" });
    stop();
    console.log(JSON.stringify({ item, promises }));`;
  const { item, promises } = (await inNode("module", program, "https://unused.test")) as {
    item: unknown;
    promises: number;
  };
  expect(item).toEqual({ id: "42" });
  expect(promises).toBeLessThanOrEqual(11 + 2);
});

test.each([
  ["import", "dist"],
  ["require()", "dist/cjs"],
])("%s loads the client from three files, because each file takes time to find and read", async (_, dist) => {
  const files = await loadedFiles(join(folder, dist, "index.js"));
  expect(files.size).toBe(3);
});

test("an entry loads no file that only other entries need", async () => {
  const files = await loadedFiles(join(folder, "dist/unknown/index.js"));
  expect([...files]).toEqual([join(folder, "dist/unknown/index.js")]);
});

test("a bundler keeps nothing of a file but what a program uses", async () => {
  const program = 'export { isErrorOf, isKnown } from "@copilot-sdk/runtime";';
  const bundle = await rolldown({
    input: "program",
    platform: "neutral",
    plugins: [
      {
        name: "the program",
        resolveId: (id) => (id === "program" ? join(folder, "program.js") : undefined),
        load: (id) => (id === join(folder, "program.js") ? program : undefined),
      },
    ],
  });
  const { output } = await bundle.generate();
  await bundle.close();
  const classes = [...output[0].code.matchAll(/\bclass\b.*?\{/g)].map(([line]) => line);
  expect(classes).toEqual([
    expect.stringMatching(/extends Error/),
    expect.stringMatching(/extends SdkError/),
  ]);
});

test("a bundled file leads to the sources that it was made of, so that debuggers show them", async () => {
  const map = JSON.parse(await readFile(join(folder, "dist/chunks/base.js.map"), "utf8")) as SourceMap;
  const sources = map.sources.map((source) => resolve(folder, "dist/chunks", source));
  expect(sources).toContain(join(folder, "src/errors/errors.ts"));
  await Promise.all(sources.map((source) => access(source)));
});

interface SourceMap {
  readonly sources: readonly string[];
}

/** A file and those that it imports, directly or not. */
async function loadedFiles(file: string, found: Set<string> = new Set()): Promise<Set<string>> {
  if (found.has(file)) return found;
  found.add(file);
  const code = await readFile(file, "utf8");
  for (const [, path = ""] of code.matchAll(/(?:from |require\()"(\.[^"]+)"/g)) {
    await loadedFiles(resolve(dirname(file), path), found);
  }
  return found;
}

test.each(["dist", "dist/cjs"])(
  "%s has the value of each numeric constant where it is used, because some bundlers do not put it there",
  async (dist) => {
    const chunks = await readdir(join(folder, dist, "chunks"));
    const files = chunks.filter((name) => name.endsWith(".js"));
    expect(files).toContain("client.js");
    for (const name of files) {
      const code = await readFile(join(folder, dist, "chunks", name), "utf8");
      const constants = [...code.matchAll(/^const (\w+) = [\d.e]+;$/gm)].map(([, constant = ""]) => constant);
      const exported = /^(?:export \{|Object\.defineProperty\(exports)[\s\S]*/m.exec(code)?.[0] ?? "";
      expect(constants.filter((constant) => !new RegExp(`\\b${constant}\\b`).test(exported))).toEqual([]);
    }
  },
);
