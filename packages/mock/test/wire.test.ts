import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Wire, type WireOptions } from "../src/wire.js";
import { libraryDocument } from "./support/library.js";

class APIError extends Error {
  override readonly name: string;
  readonly status: number;
  readonly body: unknown;

  constructor(name: string, status: number, body: unknown) {
    super(`${status}`);
    this.name = name;
    this.status = status;
    this.body = body;
  }
}

class Page {
  constructor(body: object) {
    Object.assign(this, body);
  }
}

const names = new Map([
  [400, "BadRequestError"],
  [404, "NotFoundError"],
  [409, "ConflictError"],
  [429, "RateLimitError"],
  [503, "InternalServerError"],
]);

const wire = new Wire({ document: libraryDocument() });
const { fetch, baseURL, apiKey } = wire.clientOptions;

/** The client under test: correct, except for what a test does to it. */
async function call(method: string, path: string, options: WireOptions, body?: object): Promise<unknown> {
  const headers = { ...options.headers, "library-card": apiKey, "content-type": "application/json" };
  const response = await fetch(baseURL + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  const result: unknown = text === "" ? undefined : isJson ? JSON.parse(text) : text;
  if (!response.ok) throw new APIError(names.get(response.status) ?? "APIError", response.status, result);
  return result;
}

beforeAll(() => wire.start());
afterAll(() => wire.stop());

describe("a correct client passes", () => {
  test("with an object, a page, text and an empty response", async () => {
    await wire.verify("GET /books/{id}", 200, (options) => call("GET", "/books/1", options));
    await wire.verify(
      "GET /books",
      200,
      async (options) => new Page(Object(await call("GET", "/books", options))),
    );
    await wire.verify("GET /scans/{folder}/text", 200, (options) => call("GET", "/scans/a/b/text", options));
    await wire.verify("DELETE /books/{id}", 204, (options) => call("DELETE", "/books/1", options));
  });

  test("with binary content", async () => {
    await wire.verify(
      "GET /scans/{folder}/text",
      200,
      async (options) => new Response(String(await call("GET", "/scans/a/text", options))),
    );
  });

  test("with the error of a 429 whose example is about a quota", async () => {
    await wire.verify("GET /books/{id}", 429, async (options) => {
      const error: unknown = await call("GET", "/books/1", options).catch((reason: unknown) => reason);
      if (!(error instanceof APIError)) throw error;
      throw new APIError("QuotaExceededError", error.status, error.body);
    });
  });

  test.each([400, 409, 429, 503])("with the error of a %i", async (status) => {
    await wire.verify("POST /books", status, (options) =>
      call("POST", "/books", options, { title: "Plums" }),
    );
  });
});

describe("a client fails when it", () => {
  test.each<[string, RegExp, string, number, (options: WireOptions) => Promise<unknown>]>([
    ["sends nothing", /sent no request/, "GET /books", 200, async () => ({})],
    [
      "sends two requests",
      /sent 2 requests/,
      "GET /books/{id}",
      200,
      async (options) => {
        await call("GET", "/books/1", options);
        return call("GET", "/books/1", options);
      },
    ],
    [
      "calls another operation",
      /GET \/authors was sent/,
      "GET /books",
      200,
      (options) => call("GET", "/authors", options),
    ],
    [
      "uses another method",
      /DELETE \/books\/1/,
      "GET /books/{id}",
      200,
      (options) => call("DELETE", "/books/1", options),
    ],
    [
      "sends an invalid body",
      /request.body.title/,
      "POST /books",
      200,
      (options) => call("POST", "/books", options, { title: 1 }),
    ],
    [
      "sends an invalid body that gets the expected error",
      /request.body/,
      "POST /books",
      400,
      (options) => call("POST", "/books", options, {}),
    ],
    [
      "sends an invalid query",
      /request.query.count/,
      "GET /books",
      400,
      (options) => call("GET", "/books?count=0", options),
    ],
    [
      "sends no credentials",
      /security/,
      "GET /books/{id}",
      401,
      (options) => fetch(`${baseURL}/books/1`, options),
    ],
    [
      "drops an attribute",
      /title/,
      "GET /books/{id}",
      200,
      async (options) => {
        const { title: _title, ...rest } = Object(await call("GET", "/books/1", options));
        return rest;
      },
    ],
    [
      "drops an attribute of a page",
      /shelf/,
      "GET /books",
      200,
      async (options) => {
        const { shelf: _shelf, ...rest } = Object(await call("GET", "/books", options));
        return new Page(rest);
      },
    ],
    [
      "invents a result",
      /response is empty/,
      "DELETE /books/{id}",
      204,
      async (options) => {
        await call("DELETE", "/books/1", options);
        return {};
      },
    ],
    [
      "fails on a success",
      /failed on 200/,
      "GET /books/{id}",
      200,
      async (options) => {
        await call("GET", "/books/1", options);
        throw new Error("lost");
      },
    ],
    [
      "returns an error as a result",
      /succeeded although/,
      "GET /books/{id}",
      404,
      (options) => call("GET", "/books/1", options).catch(() => ({})),
    ],
    [
      "throws an error of another class",
      /404 was thrown as APIError/,
      "GET /books/{id}",
      404,
      (options) =>
        call("GET", "/books/1", options).catch((error: APIError) => {
          throw new APIError("APIError", error.status, error.body);
        }),
    ],
    [
      "loses the body of an error",
      /another body/,
      "GET /books/{id}",
      404,
      (options) =>
        call("GET", "/books/1", options).catch((error: APIError) => {
          throw new APIError(error.name, error.status, undefined);
        }),
    ],
    [
      "expects a status that the document does not have",
      /has no 418/,
      "GET /books/{id}",
      418,
      (options) => call("GET", "/books/1", options),
    ],
  ])("%s", async (_title, message, operation, status, wrong) => {
    await expect(wire.verify(operation, status, wrong)).rejects.toThrow(message);
  });
});

test("operations whose paths match the same request are distinguished", async () => {
  const parameter = (name: string, schema: object) => ({ name, in: "path", required: true, schema });
  const done = { responses: { 200: { description: "Done." } } };
  const namesakes = new Wire({
    document: {
      openapi: "3.1.0",
      info: { title: "Shelves", version: "1.0.0" },
      paths: {
        "/{shelf}": { get: { parameters: [parameter("shelf", { enum: ["north"] })], ...done } },
        "/{étage}": { get: { parameters: [parameter("étage", { type: "integer" })], ...done } },
        "/{room}/all": { get: { parameters: [parameter("room", { enum: ["attic"] })], ...done } },
        "/attic/{box}": { get: { parameters: [parameter("box", { type: "string" })], ...done } },
        "/attic/lamp": { get: done },
      },
    },
  });
  const send = (path: string) => (options: WireOptions) =>
    namesakes.clientOptions.fetch(baseURL + path, options).then(() => undefined);
  await namesakes.start();
  try {
    await namesakes.verify("GET /{shelf}", 200, send("/north"));
    await namesakes.verify("GET /{étage}", 200, send("/2"));
    await expect(namesakes.verify("GET /{étage}", 200, send("/north"))).rejects.toThrow(/"path","étage"/);
    await namesakes.verify("GET /{room}/all", 200, send("/attic/all"));
    await namesakes.verify("GET /attic/{box}", 200, send("/attic/all"));
    await expect(namesakes.verify("GET /attic/{box}", 200, send("/attic/lamp"))).rejects.toThrow(/was sent/);
    const fromElsewhere = await namesakes.clientOptions.fetch(`${baseURL}/north`, {
      headers: { prefer: 'operation="GET %/"' },
    });
    expect(fromElsewhere.status).toBe(200);
  } finally {
    await namesakes.stop();
  }
});

test("an error in JSON of a media type without this name is compared by its parts", async () => {
  const content = { "application/vnd.library.error": { example: { name: "missing" } } };
  const responses = { 404: { description: "None.", content } };
  const shelf = new Wire({
    document: {
      openapi: "3.1.0",
      info: { title: "Library", version: "1" },
      paths: { "/shelf": { get: { responses } } },
    },
  });
  await shelf.start();
  const { fetch, baseURL } = shelf.clientOptions;
  const rejected = (name: string) =>
    shelf.verify("GET /shelf", 404, async ({ headers }) => {
      const { status } = await fetch(`${baseURL}/shelf`, { headers });
      throw Object.assign(new Error("None."), { name: "NotFoundError", status, body: { name } });
    });
  try {
    await rejected("missing");
    await expect(rejected("other")).rejects.toThrow("the error has another body than the response");
  } finally {
    await shelf.stop();
  }
});

test("a request that ends after its test does not count for the next one", async () => {
  let isLate = (_: unknown): void => {};
  const late = new Promise((resolve) => {
    isLate = resolve;
  });
  // The test fails before its request has ended.
  const givenUp = wire.verify("GET /books/{id}", 200, async (options) => {
    call("GET", "/books/1", options).then(isLate, isLate);
    throw new Error("given up");
  });
  await expect(givenUp).rejects.toThrow(/sent no request/);
  await wire.verify("GET /authors", 200, async (options) => {
    await late;
    return new Page(Object(await call("GET", "/authors", options)));
  });
});

test("the coverage file contains only the verified operations and statuses", async () => {
  const folder = await mkdtemp(join(tmpdir(), "wire-"));
  try {
    const file = join(folder, "new", "coverage.json");
    const covered = new Wire({ document: libraryDocument(), coverage: pathToFileURL(file) });
    const { fetch } = covered.clientOptions;
    await covered.start();
    const read = async (options: WireOptions) => {
      const headers = { ...options.headers, "library-card": "wire" };
      return (await fetch(`${baseURL}/books/1`, { headers })).json();
    };
    await covered.verify("GET /books/{id}", 200, read);
    await expect(covered.verify("GET /books/{id}", 404, read)).rejects.toThrow("succeeded");
    await covered.stop();
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual([{ operation: "GET /books/{id}", status: 200 }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
