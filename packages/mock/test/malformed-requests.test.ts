import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { endWithThisProcess } from "../../../test/support/children/end-with-this-process.js";
import { libraryDocument, openLibrary, send } from "./support/library.js";
import { damaged, oddRequests } from "./support/odd-requests.js";
import { type RawOptions, type RequestParts, requestText, sendRaw } from "./support/raw-request.js";
import { stylesDocument } from "./support/styles-document.js";

// The mock runs in a separate process, so that a crash is detected.
const command = fileURLToPath(new URL("../bin/copilot-sdk-mock.js", import.meta.url));
let folder: string;
let child: ChildProcess;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-"));
  const file = join(folder, "library.json");
  const { paths, ...library } = libraryDocument();
  const document = { ...library, paths: { ...paths, ...stylesDocument().paths } };
  await writeFile(file, JSON.stringify(document));
  const parameters = [command, "--document", file, "--no-rate-limit", "--no-memory", "--json"];
  child = endWithThisProcess(spawn(process.execPath, parameters, { stdio: ["pipe", "pipe", "inherit"] }));
  if (child.stdout === null) throw new Error("the command has no output");
  const [line] = await once(createInterface(child.stdout), "line");
  url = JSON.parse(String(line)).url;
});

afterAll(async () => {
  child.stdin?.end();
  if (child.exitCode === null) await once(child, "exit");
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  expect([child.exitCode, child.signalCode]).toEqual([null, null]);
  expect((await send({ url }, "/books/1")).status).toBe(200);
});

const json = { "Content-Type": "application/json" };
const post = { method: "POST", headers: json };

describe("a malformed request gets a 4xx with the reason:", () => {
  test.each<[title: string, status: number, says: RegExp, request: RequestParts]>([
    ["a percent escape in the path that is not UTF-8", 422, /%E0%A4%A/, { target: "/books/%E0%A4%A" }],
    ["a percent escape in the query that is not UTF-8", 400, /%E0%A4%A/, { target: "/books?after=%E0%A4%A" }],
    ["the same where no parameter is declared", 422, /%E0%A4%A/, { target: "/shelves?x=%E0%A4%A" }],
    ["a target that is no URL", 400, /is not a URL/, { target: "http://[" }],
    ["an Accept header with an invalid media range", 400, /Accept/, { headers: { Accept: "a/b;;q=x,,*" } }],
    [
      "a Content-Type header that is not a media type",
      400,
      /Content-Type/,
      { method: "POST", headers: { "Content-Type": "json" }, body: "{}" },
    ],
    ["JSON that is cut short", 400, /JSON/, { ...post, body: '{"title":' }],
    ["JSON that is something else", 400, /JSON/, { ...post, body: "title=Plums" }],
    [
      "a multipart body without a boundary",
      400,
      /multipart/,
      { method: "POST", headers: { "Content-Type": "multipart/form-data" }, body: "x" },
    ],
    ["a Prefer header with an invalid status", 400, /code=101/, { headers: { Prefer: "code=101" } }],
    ["a path that names no operation", 404, /films/, { target: "/films" }],
    ["a path whose parameter is empty", 404, /books/, { target: "/books/" }],
    ["a path that begins with two slashes", 404, /books/, { target: "//books" }],
    ["the target of a whole server", 404, /\*/, { method: "OPTIONS", target: "*" }],
    ["a method that the path does not have", 405, /patch/i, { method: "PATCH" }],
  ])("%s", async (_title, status, says, request) => {
    const response = await sendRaw(url, requestText(request));
    expect([response.status, response.head + response.body]).toEqual([status, expect.stringMatching(says)]);
  });

  test("a body with a property whose name cannot be sent in a header", async () => {
    const body = JSON.stringify({ title: "Plums", ["ключ\r\n".repeat(2000)]: 1 });
    const response = await send({ url }, "/strict", { method: "POST", headers: json, body });
    const [violation] = JSON.parse(response.headers.get("sl-violations") ?? "");
    expect([response.status, violation.message]).toEqual([400, expect.stringContaining("ключ")]);
  });

  test("JSON that is nested 5,000 levels deep", async () => {
    await using mock = await openLibrary();
    const body = `{"title":"Plums","extra":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`;
    const response = await send(mock, "/books", { method: "POST", headers: json, body });
    expect([response.status, response.headers.get("sl-violations")]).toEqual([
      400,
      expect.stringContaining("nested more than 500 levels deep"),
    ]);
  });

  test("a body of more than 10 MB", async () => {
    const body = "x".repeat(10 * 1024 * 1024 + 1);
    const response = await send({ url }, "/books", { method: "POST", headers: json, body });
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining("longer than")]);
  });
});

describe("a message that is not HTTP gets a 4xx, and its connection is closed:", () => {
  const head = "POST /books HTTP/1.1\r\nHost: x\r\nLibrary-Card: a\r\nContent-Type: application/json\r\n";
  test.each<[title: string, status: number, bytes: string, options?: RawOptions]>([
    ["no request line", 400, "\u0000\u0001\r\n\r\n"],
    ["a preface of HTTP/2", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["a target with a space", 400, "GET /books and more HTTP/1.1\r\n\r\n"],
    ["no Host header", 400, "GET /books HTTP/1.1\r\n\r\n"],
    ["a header line without a colon", 400, "GET /books HTTP/1.1\r\nHost\r\n\r\n"],
    ["64 KB of headers", 431, requestText({ headers: { "X-Long": "x".repeat(65_536) } })],
    ["a length that is not a number", 400, `${head}Content-Length: many\r\n\r\n{}`],
    ["two lengths", 400, `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ["a length and chunks", 400, `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    [
      "a chunk whose size is not a number",
      400,
      `${head}Transfer-Encoding: chunked\r\n\r\nsize\r\n{}\r\n0\r\n\r\n`,
    ],
    [
      "a chunk that is longer than its size",
      400,
      `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{}{}{}\r\n0\r\n\r\n`,
    ],
    ["a body that ends before its length", 400, `${head}Content-Length: 10\r\n\r\n{}`, { after: "end" }],
    [
      "chunks that end before the last",
      400,
      `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}`,
      { after: "end" },
    ],
    ["a tunnel", 405, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n"],
    [
      "an unknown expectation",
      417,
      `${head}Expect: wonders\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`,
    ],
  ])("%s", async (_title, status, bytes, options) => {
    expect((await sendRaw(url, bytes, options)).status).toBe(status);
  });

  test("a connection that breaks in the middle of a body", async () => {
    const response = await sendRaw(url, `${head}Content-Length: 10\r\n\r\n{}`, { after: "reset" });
    expect(response.status).toBe(undefined);
  });

  test("a body that does not arrive is rejected after the request timeout", async () => {
    await using mock = await openLibrary({ requestTimeout: 200 });
    const response = await sendRaw(mock.url, `${head}Content-Length: 10\r\n\r\n{}`);
    expect([response.status, response.body]).toEqual([408, expect.stringContaining("timeout")]);
  });

  test("the Upgrade header is ignored", async () => {
    const headers = { Connection: "upgrade, close", Upgrade: "websocket" };
    expect((await sendRaw(url, requestText({ headers }))).status).toBe(200);
  });
});

describe("the mock survives random requests", () => {
  test("every well-formed message gets a response below 500", async () => {
    await fc.assert(
      fc.asyncProperty(oddRequests, async (request) => {
        const { status } = await sendRaw(url, requestText(request));
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });

  test("a damaged message never gets a 5xx, and its connection ends", async () => {
    const body = '{"title":"Plums"}';
    const valid = requestText({ method: "POST", target: "/books", headers: json, body });
    await fc.assert(
      fc.asyncProperty(damaged(valid), async (bytes) => {
        const { status = 400 } = await sendRaw(url, bytes, { after: "end" });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });
});
