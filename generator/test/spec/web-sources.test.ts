import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { selfSignedCertificate } from "../../../packages/runtime/test/support/certificate.ts";
import { DiagnosticError } from "../../src/diagnostics/index.ts";
import { readDocument } from "../../src/generate.ts";
import { type AllowedReferences, diskFiles, readSources } from "../../src/spec/index.ts";
import { download } from "../../src/spec/web-files.ts";
import { HEAD } from "../support/diagnose.ts";
import { sendEndlessly, serve, serveFiles } from "../support/file-server.ts";
import { makeFolder } from "../support/folder.ts";

const document = (reference: string) =>
  `${HEAD}paths: {}\ncomponents: { schemas: { A: { $ref: ${JSON.stringify(reference)} } } }`;

async function readFrom(pattern: string, allowed: AllowedReferences = {}, folder = "/") {
  try {
    const sources = await readSources([pattern], folder, { files: diskFiles(folder), allowed });
    return sources.map(({ file }) => file);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    expect(JSON.stringify(error.diagnostics)).not.toContain("secret");
    return error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
  }
}

describe("a document from a server", () => {
  test("is read with the files next to it, and messages do not contain its query", async () => {
    const { url } = await serveFiles({
      "/v1/api.yaml?key=secret": document("schemas/a.yaml#/A"),
      "/v1/schemas/a.yaml": "A: { items: { $ref: ../b.yaml } }",
      "/v1/b.yaml": "type: string",
    });
    expect(await readFrom(`${url}/v1/api.yaml?key=secret`)).toEqual([
      `${url}/v1/api.yaml`,
      `${url}/v1/b.yaml`,
      `${url}/v1/schemas/a.yaml`,
    ]);
  });

  test("has servers that are relative to its address, or to that of the file that contains them, with a warning", async () => {
    const operation = `get: { operationId: a, responses: { "204": { description: Done. } } }`;
    const { url, host } = await serveFiles({
      "/docs/api.yaml?key=secret": `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "../v{version}/", variables: { version: { default: "2" } } }, { url: "https://shop.example" }, { url: "{host}/v2", variables: { host: { default: "https://shop.example" } } }]
paths: { /a: { $ref: paths/a.yaml } }`,
      "/docs/paths/a.yaml": `servers: [{ url: /files }]\n${operation}`,
      "/old.yaml": `swagger: "2.0"\ninfo: { title: Shop, version: "1" }\nbasePath: /v1\npaths: { /a: { ${operation} } }`,
      "/secure.yaml": `swagger: "2.0"\ninfo: { title: Shop, version: "1" }\nbasePath: /v1\nschemes: [http, https]\npaths: { /a: { ${operation} } }`,
    });
    const { document, diagnostics } = await readDocument({
      documents: [`${url}/docs/api.yaml?key=secret`],
      directory: "/",
    });
    expect(document.root.servers?.map((server) => server.url)).toEqual([
      `${url}/v{version}/`,
      "https://shop.example",
      "{host}/v2",
    ]);
    expect(JSON.stringify(document.root)).toContain(`{"url":"${url}/files"}`);
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^relative-server: the server \.\.\/v\{version\}\/ is relative/),
      expect.stringMatching(/^relative-server: the server \/files is relative/),
    ]);
    const old = await readDocument({ documents: [`${url}/old.yaml`], directory: "/" });
    expect(old.document.root.servers).toEqual([{ url: `${url}/v1` }]);
    expect(old.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toContainEqual(
      `relative-server: the server /v1 is relative to the address of the document, so it is read as ${url}/v1`,
    );
    const secure = await readDocument({ documents: [`${url}/secure.yaml`], directory: "/" });
    expect(secure.document.root.servers?.[0]).toEqual({ url: `https://${host}/v1` });
  });

  test("has servers relative to its address if an overlay adds them, wherever the overlay is from", async () => {
    const overlay = `overlay: 1.0.0
info: { title: Servers, version: "1" }
actions: [{ target: $, update: { servers: [{ url: /v2 }] } }]
`;
    const other = await serveFiles({ "/overlay.yaml": overlay });
    const { url } = await serveFiles({ "/docs/api.yaml?key=secret": `${HEAD}paths: {}` });
    const directory = await makeFolder({ "overlay.yaml": overlay });
    for (const added of [`${other.url}/overlay.yaml`, join(directory, "overlay.yaml")]) {
      const documents = [`${url}/docs/api.yaml?key=secret`];
      const { document } = await readDocument({ documents, overlays: [added], directory });
      expect(document.root.servers).toEqual([{ url: `${url}/v2` }]);
    }
  });

  test("may reference other hosts only if they are allowed", async () => {
    const other = await serveFiles({ "/b.yaml": "type: string" });
    const { url } = await serveFiles({ "/api.yaml": document(`${other.url}/b.yaml`) });
    const [problem] = await readFrom(`${url}/api.yaml`);
    expect(problem).toMatch(/^remote-reference/);
    expect(other.requests).toEqual([]);
    const allowed = { hosts: [other.host] };
    expect(new Set(await readFrom(`${url}/api.yaml`, allowed))).toEqual(
      new Set([`${url}/api.yaml`, `${other.url}/b.yaml`]),
    );
  });

  test("cannot reference local files", async () => {
    const { url } = await serveFiles({ "/api.yaml": document("/etc/passwd") });
    expect(await readFrom(`${url}/api.yaml`)).toEqual([
      `file-not-found: there is no file at ${url}/etc/passwd`,
    ]);
  });

  test("follows redirects only within its host", async () => {
    const other = await serveFiles({ "/api.yaml": `${HEAD}paths: {}` });
    const { url } = await serve(({ url: path }, response) => {
      if (path === "/moved") response.writeHead(302, { location: "/api.yaml" }).end();
      else if (path === "/away") response.writeHead(302, { location: `${other.url}/api.yaml` }).end();
      else if (path === "/cycle") response.writeHead(302, { location: "/cycle" }).end();
      else response.end(`${HEAD}paths: {}`);
    });
    expect(await readFrom(`${url}/moved`)).toEqual([`${url}/moved`]);
    expect(await readFrom(`${url}/away`)).toEqual([expect.stringContaining("another host")]);
    expect(other.requests).toEqual([]);
    expect(await readFrom(`${url}/cycle`)).toEqual([expect.stringContaining("more than 5 redirects")]);
  });

  test("is reported if it has another status, is too large, too slow, not encrypted or not a URL", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/error") response.writeHead(500).end();
      if (request.url === "/large") sendEndlessly(request, response);
    });
    expect(await readFrom(`${url}/error`)).toEqual([expect.stringContaining("status 500")]);
    expect(await readFrom(`${url}/large`)).toEqual([expect.stringMatching(/^file-too-large/)]);
    await expect(download(`${url}/slow`, () => true, 50)).rejects.toThrow(
      "no complete response within 0.05 s",
    );
    expect(await readFrom("http://shop.example/api.yaml")).toEqual([
      expect.stringContaining("not an https: URL"),
    ]);
    expect(await readFrom("https://user:secret@shop.example/")).toEqual([
      expect.stringContaining("credentials"),
    ]);
    for (const [address, shown] of [
      ["https://", "https://"],
      ["https://me:sec/ret@[/api.yaml?key=secret", "https://[/api.yaml"],
      ["ftp://me:secret@shop.example/api.yaml?key=secret", "ftp://shop.example/api.yaml"],
      ["file:///api.yaml", "file:///api.yaml"],
      ["https:/me:secret@shop.example/api.yaml", "https://shop.example/api.yaml"],
    ] as const)
      expect(await readFrom(address)).toEqual([`invalid-url: ${shown} is not a URL of a document`]);
  });
});

describe("a server without a response is reported with the reason, and how to mend it", () => {
  const problemOf = async (url: string) => {
    try {
      await readSources([`${url}?key=secret`], "/");
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      expect(JSON.stringify(error.diagnostics)).not.toContain("secret");
      return error.diagnostics.map(({ message, help }) => `${message}; ${help}`).join();
    }
    return undefined;
  };

  test("an unknown host", async () => {
    expect(await problemOf("https://shop.invalid/api.yaml")).toMatch(
      /^https:\/\/shop\.invalid\/api\.yaml cannot be read: its host is unknown \((?:ENOTFOUND|EAI_AGAIN)\); correct the host/,
    );
  });

  test("a port that nothing listens on", async () => {
    expect(await problemOf(`https://127.0.0.1:${await freePort()}/`)).toMatch(
      /its server refused the connection \(ECONNREFUSED\); make sure that its server runs/,
    );
  });

  test("a certificate that is not trusted", async () => {
    const server = createServer(selfSignedCertificate());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    expect(await problemOf(`https://localhost:${(server.address() as AddressInfo).port}/`)).toMatch(
      /the certificate of its server is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\); set the .* NODE_EXTRA_CA_CERTS/,
    );
  });

  test("a server without TLS, and one that closes the connection", async () => {
    const { url } = await serve(({ socket }) => socket.destroy());
    expect(await problemOf(url.replace("http:", "https:"))).toMatch(/its server does not support https \(/);
    expect(await problemOf(url)).toMatch(/its server closed the connection \(UND_ERR_SOCKET\)/);
  });

  test("a server that asks for credentials", async () => {
    const { url } = await serve((_request, response) => response.writeHead(401).end());
    expect(await problemOf(url)).toMatch(/responded with the status 401; no credentials are sent/);
  });
});

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("a local document may reference a server only if it is allowed", async () => {
  const { url, host, requests } = await serveFiles({ "/a.yaml": "type: string" });
  const folder = await makeFolder({ "api.yaml": document(`${url}/a.yaml?token=secret`) });
  expect(await readFrom("api.yaml", {}, folder)).toEqual([expect.stringMatching(/^remote-reference/)]);
  expect(requests).toEqual([]);
  await expect(readFrom("api.yaml", { hosts: [host] }, folder)).resolves.toEqual([
    expect.stringMatching(/^file-not-found/),
  ]);
  expect(requests).toEqual(["/a.yaml?token=secret"]);
});

test("a folder as --spec stands for the document in it", async () => {
  const folder = await makeFolder({ "spec/openapi.yml": `${HEAD}paths: {}`, "spec/other.yaml": "" });
  expect(await readFrom("spec", {}, folder)).toEqual(["spec/openapi.yml"]);
});
