import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { type HttpHandler, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { msw } from "../src/index.ts";
import { type GeneratedPackage, generatePackage } from "./support/generated-package.ts";

/** What the tests use of the generated package. Its types are compiled in a test of their own. */
interface Call {
  (response?: unknown): HttpHandler;
  error(status: number, body?: unknown): HttpHandler;
  pages(items: unknown, options?: object): HttpHandler;
  stream(items: unknown): HttpHandler;
}
interface Library {
  readonly books: Readonly<
    Record<string, (...values: unknown[]) => Promise<unknown> & AsyncIterable<unknown>>
  >;
  readonly loans: Library["books"];
}
interface Modules {
  readonly Library: new (options: object) => Library;
  readonly createHandlers: (options: object) => Iterable<HttpHandler> & {
    readonly books: Iterable<HttpHandler> & Readonly<Record<string, Call>>;
    readonly loans: Iterable<HttpHandler> & Readonly<Record<string, Call>>;
  };
}

const server = setupServer();
let pack: GeneratedPackage;
let client: Library;
let handlers: ReturnType<Modules["createHandlers"]>;

beforeAll(async () => {
  pack = await generatePackage("library.yaml");
  const modules = {
    ...((await pack.load("index")) as object),
    ...((await pack.load("testing")) as object),
  } as Modules;
  client = new modules.Library({ maxRetries: 0 });
  handlers = modules.createHandlers({ http });
  server.listen();
});
afterEach(() => server.resetHandlers());
afterAll(async () => {
  server.close();
  await pack.remove();
});

async function all(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const result: unknown[] = [];
  for await (const item of items) result.push(item);
  return result;
}

test("a package without types imports only what it uses, so that it compiles with noUnusedLocals", async () => {
  const other = await generatePackage("untyped.yaml");
  try {
    const text = await readFile(join(other.folder, "src/testing.ts"), "utf8");
    expect(text).not.toMatch(/\bFactory\b/);
    expect(text).toContain("HandlersOf<Handler, typeof sdk.status>");
  } finally {
    await other.remove();
  }
});

describe("lists", () => {
  test.each([
    ["by the number of the page", "books", () => client.books.list?.()],
    ["by the offset", "loans", () => client.loans.list?.()],
  ] as const)("pages %s follow each other and end", async (_, resource, list) => {
    const call = handlers[resource].list as Call;
    server.use(call.pages(23, { size: 5 }));
    expect(await all(list() as AsyncIterable<unknown>)).toHaveLength(23);
    server.resetHandlers(call());
    expect(await all(list() as AsyncIterable<unknown>)).toHaveLength(2);
  });

  test("a page has as many items as the call asks for", async () => {
    server.use((handlers.books.list as Call).pages(9));
    const page = (await client.books.list?.({ per_page: 4 })) as { readonly books: unknown[] };
    expect(page.books).toHaveLength(4);
  });
});

test("parameters in the path, the query and headers have the types that the program passed", async () => {
  let params: unknown;
  server.use(
    (handlers.books.list as Call)((call: { readonly params: unknown }) => {
      params = call.params;
    }),
  );
  const filter = { author: "Ada", year: 1843, tags: ["a", "b"] };
  const given = { page: 2, shelf: [1, 2], available: false, filter, "X-Branch": 7 };
  await client.books.list?.(given);
  expect(params).toEqual(given);
});

test("a path without parameters is not taken for one with a parameter", async () => {
  const [book, other] = [handlers.books.get as Call, handlers.books.popular as Call];
  server.use(...handlers.books);
  await expect(client.books.get?.(5)).resolves.toHaveProperty("isbn");
  server.resetHandlers(other({ title: "popular" }), book({ title: "by ID" }));
  await expect(client.books.popular?.()).resolves.toHaveProperty("title", "popular");
  await expect(client.books.get?.(5)).resolves.toHaveProperty("title", "by ID");
  expect([...handlers.books].map(({ info }) => String(info.path)).join()).toMatch(/popular.*\(\[\^/);
});

test("responses without JSON have the content that the test gives", async () => {
  server.use(
    (handlers.books.text as Call)("Call me Ishmael."),
    (handlers.books.cover as Call)(new Uint8Array([1, 2, 3])),
    (handlers.books.delete as Call)(),
  );
  expect(await client.books.text?.(1)).toBe("Call me Ishmael.");
  const cover = (await client.books.cover?.(1)) as Response;
  expect([...new Uint8Array(await cover.arrayBuffer())]).toEqual([1, 2, 3]);
  expect(cover.headers.get("content-type")).toBe("image/png");
  expect(await client.books.delete?.(1)).toBeUndefined();
});

test("a stream has the items that the test gives, and ends", async () => {
  server.use((handlers.loans.watch as Call).stream([{ bookId: 1 }, { bookId: 2 }, {}]));
  expect(await all(client.loans.watch?.() as AsyncIterable<unknown>)).toMatchObject([
    { bookId: 1 },
    { bookId: 2 },
    { bookId: expect.any(Number) },
  ]);
});

test("an error of a status without its own description has the body of `default`", async () => {
  const create = handlers.books.create as Call;
  server.use(create.error(503));
  await expect(client.books.create?.({ title: "x" })).rejects.toMatchObject({
    status: 503,
    body: { code: expect.any(String) },
  });
});

test("types reject a property that does not exist, and a body of another status", async () => {
  const use = `import { http } from "msw";
import { createFactories, createHandlers } from "./testing.js";
const handlers = createHandlers({ http });
const factories = createFactories({ seed: 1 });
factories.Book({ title: "x", medium: { kind: "audio" }, author: { books: [{ title: "y" }, {}] } });
handlers.books.get(({ params }) => ({ id: params.id }));
handlers.books.create.error(409, { code: "exists" });
handlers.books.list.pages([{ title: "x" }], { size: 1 });
handlers.loans.watch.stream(3);
// @ts-expect-error
factories.Book({ titel: "x" });
// @ts-expect-error
handlers.books.get({ id: "five" });
// @ts-expect-error
handlers.books.create.error(409, { codes: 1 });
// @ts-expect-error
handlers.books.get.pages(3);
// @ts-expect-error
createHandlers({ http, factories: {} });
`;
  const file = join(pack.folder, "src", "use.ts");
  await writeFile(file, use);
  const output = await compiled("tsconfig.build.json", pack.folder);
  await rm(file);
  expect(output).toBe("");
});

test("the package compiles under the strictest settings", async () => {
  expect(await compiled("tsconfig.build.json", pack.folder)).toBe("");
});

test("msw() has no options, and refuses one", () => {
  expect(() => msw({ seed: 1 } as never)).toThrow("msw() has no option `seed`; it has none");
});

test("msw is not a dependency of the package", async () => {
  const manifest = JSON.parse(await readFile(join(pack.folder, "package.json"), "utf8"));
  expect(JSON.stringify(manifest)).not.toContain('"msw"');
  expect(Object.keys(manifest.exports)).toContain("./testing");
});

test("with a bundled runtime, the package contains what the module needs", async () => {
  const bundled = await generatePackage("library.yaml", { runtime: "bundled" });
  try {
    const { createFactories } = (await bundled.load("testing")) as {
      readonly createFactories: () => { readonly Book: () => unknown };
    };
    expect(createFactories().Book()).toMatchObject({ isbn: expect.stringMatching(/^97[89]-/) });
    expect(await compiled("tsconfig.build.json", bundled.folder)).toBe("");
  } finally {
    await bundled.remove();
  }
});

/** What the compiler says under the strictest settings. Empty: nothing. */
async function compiled(project: string, cwd: string): Promise<string> {
  const flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
  const more = ["--noPropertyAccessFromIndexSignature", "--noUnusedLocals", "--noUnusedParameters"];
  return promisify(execFile)("tsc", ["-p", project, ...flags, ...more], { cwd }).then(
    () => "",
    (error: { readonly stdout: string }) => error.stdout,
  );
}
