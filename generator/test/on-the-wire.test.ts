import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "./support/generated-package.ts";

describe("a document with every kind of serialization", () => {
  const sdk = new GeneratedPackage("wire.yaml", "wire");
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("generates a package that compiles, including its tests", () => {
    sdk.run("tsc", "-p", "tsconfig.json");
  });

  test("sends each request as the document defines it, and reads each response by its status and content type", () => {
    sdk.write("test/sent.test.ts", PROGRAM);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/sent.test.ts");
  });

  test("passes its wire tests: sample values fit patterns, limits and steps, and bad examples are not used", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toEqual([
      { operation: "DELETE /boxes/{box}/{kinds}", status: 204 },
      { operation: "GET /any", status: 200 },
      { operation: "GET /report", status: 200 },
      { operation: "GET /report", status: 202 },
      { operation: "GET /report", status: 204 },
      { operation: "GET /things/{ids}/{kind}/{point}", status: 204 },
      { operation: "HEAD /report", status: 200 },
      { operation: "POST /choices", status: 204 },
      { operation: "POST /form", status: 204 },
      { operation: "POST /orders/{id}", status: 200 },
      { operation: "POST /orders/{id}", status: 400 },
      // With the form, with JSON and with a picture.
      { operation: "POST /parts", status: 204 },
      { operation: "POST /parts", status: 204 },
      { operation: "POST /parts", status: 204 },
    ]);
  });
});

/** Calls the generated package against a server on loopback. */
const PROGRAM = `import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FileLike, Wire } from "../src/index.js";

let next = { status: 204, type: "", body: "" };
let last: { line: string; headers: IncomingMessage["headers"]; body: string };
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  last = { line: \`\${request.method} \${request.url}\`, headers: request.headers, body };
  response.writeHead(next.status, next.type === "" ? {} : { "content-type": next.type }).end(next.body);
});
let things: Wire["things"];

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  things = new Wire({ apiKey: "user", baseURL: \`http://127.0.0.1:\${port}\`, logLevel: "off" }).things;
});
afterAll(() => void server.close());

test("parameters", async () => {
  await things.retrieve(["a", "b/c"], "red", { x: 1 }, {
    filter: { list: ["m", "n"] },
    json: { k: "v" },
    raw: "a/b",
    "X-Obj": { a: "q" },
    theme: "dark",
  });
  expect(decodeURIComponent(last.line.replace("%2F", "%252F"))).toBe(
    'GET /things/a,b%2Fc/.red/;x=1?filter[list][0]=m&filter[list][1]=n&json={"k":"v"}&raw=a/b',
  );
  expect(last.headers).toMatchObject({ "x-obj": "a,q", cookie: "theme=dark", authorization: \`Basic \${btoa("user:")}\` });
});

test("path parameters that callers pass under other names", async () => {
  await things.deleteBoxed("c1", ["a", "b"]);
  expect(last.line).toBe("DELETE /boxes/c1/a,b");
});

test("a path with a query and a fragment", async () => {
  await things.search({ q: "1" });
  expect(last.line).toBe("GET /search?fixed=yes&q=1");
});

test("forms", async () => {
  await things.sendForm({ meta: { plan: "pro" }, commas: ["p", "q"] });
  expect(decodeURIComponent(last.body)).toBe("meta[plan]=pro&commas=p,q");
  // The page is a string, because HTML is not serialized from an object.
  await things.sendParts({ photo: new Blob(["P"]), meta: { a: 1 }, page: "<p>" });
  expect(last.body).toContain('name="photo"; filename="blob"\\r\\nContent-Type: image/png\\r\\nX-Kind: cover\\r\\n\\r\\nP');
  expect(last.body).toContain('name="meta"\\r\\nContent-Type: application/vnd.meta+json\\r\\n\\r\\n{"a":1}');
  expect(last.body).toContain('name="page"\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>');
});

test("a file is any content, with or without its size", async () => {
  const bytes = new TextEncoder().encode("PNG");
  async function* chunks() {
    yield bytes;
  }
  const files: readonly FileLike[] = [
    bytes,
    new Blob([bytes]),
    new Response(bytes),
    new Blob([bytes]).stream(),
    Readable.from([bytes]),
    chunks(),
    { stream: chunks(), size: 3 },
    { stream: () => chunks(), size: 3, name: "a.png", type: "image/png" },
  ];
  for (const photo of files) {
    await things.sendParts({ photo, meta: { a: 1 }, page: "" });
    expect(last.body).toMatch(/name="photo"; filename="(blob|a.png)"\\r\\n[^]*\\r\\n\\r\\nPNG\\r\\n/);
  }
  await things.sendParts({ contentType: "image/*", body: { stream: chunks(), size: 3, type: "image/png" } });
  expect(last).toMatchObject({ body: "PNG", headers: { "content-type": "image/png", "content-length": "3" } });
  // @ts-expect-error A string may be a path.
  void (() => things.sendParts({ photo: "a.png", meta: { a: 1 }, page: "" }));
});

test("the body that the caller chooses", async () => {
  await things.sendParts({ contentType: "application/json", url: "https://a.example" });
  expect(last).toMatchObject({ body: '{"url":"https://a.example"}', headers: { "content-type": "application/json" } });
  await things.sendParts({ contentType: "image/*", body: new Blob(["P"], { type: "image/webp" }) });
  expect(last).toMatchObject({ body: "P", headers: { "content-type": "image/webp" } });
  await expect(things.sendParts({ contentType: "image/*", body: new Blob(["P"]) })).rejects.toThrow(TypeError);
  // @ts-expect-error The photo belongs to the form, the URL to the JSON body.
  void (() => things.sendParts({ photo: new Blob(["P"]), url: "https://a.example" }));
});

test("responses", async () => {
  next = { status: 200, type: "application/vnd.shop+json", body: '{"x":"1"}' };
  const order = { step: 2.5, n: 3, m: "12345678", tags: ["aaaaaa", "bbbbbb"] };
  expect(await things.createOrder("IS1234", order)).toEqual({ x: "1" });
  expect(last.headers.accept).toBe("application/vnd.shop+json, application/problem+json;q=0.9");
  next = { status: 200, type: "application/pdf", body: "%PDF" };
  const report: Response | { job: string } | undefined = await things.retrieveReport();
  expect(report instanceof Response && (await report.text())).toBe("%PDF");
  expect(last.headers.accept).toBe("application/pdf, application/json");
  next = { status: 202, type: "application/json", body: '{"job":"j"}' };
  expect(await things.retrieveReport()).toEqual({ job: "j" });
  next = { status: 204, type: "", body: "" };
  expect(await things.retrieveReport()).toBeUndefined();
  next = { status: 200, type: "text/plain", body: "12" };
  expect(await things.retrieveAny()).toBe("12");
  next = { status: 200, type: "application/pdf", body: "" };
  const nothing: void = await things.headReport();
  expect(nothing).toBeUndefined();
});
`;
