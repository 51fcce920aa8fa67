// With a real HTTP server and the real fetch.
import { once } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  type BinaryResponse,
  type Encoders,
  multipartBody,
  type OperationDefinition,
  operation,
} from "../src/index.js";
import { startServer } from "./support/server.js";
import { createItem, retrieveItem, shop } from "./support/shop.js";

type Params = Readonly<Record<string, unknown>>;

function described(
  definition: Partial<OperationDefinition>,
  encoders?: Encoders,
): ReturnType<typeof operation<Params, unknown>> {
  return operation<Params, unknown>({ id: "thing", method: "GET", path: "/thing", ...definition }, encoders);
}

afterEach(() => vi.restoreAllMocks());

describe("a response", () => {
  test("is returned unchanged, including unknown properties, values and variants", async () => {
    const text =
      '{"id":"1","status":"brand-new","new":{"deep":[1,null]},"event":{"type":"unheard of","x":1},"__proto__":{"a":1},"constructor":2}';
    await using server = await startServer((_, response) => response.end(text));
    const result = await shop({ baseURL: server.url }).request(retrieveItem, { id: "1" });
    expect(JSON.stringify(result)).toBe(text);
  });

  test("is returned for the request with its method, path, headers and body", async () => {
    await using server = await startServer(({ body }, response) => response.end(body));
    const client = shop({ baseURL: server.url });
    expect(await client.request(createItem, { name: "Ж" })).toEqual({ name: "Ж" });
    const [arrived] = server.arrived;
    expect([arrived?.method, arrived?.path]).toEqual(["POST", "/v1/items"]);
    expect(arrived?.headers).toMatchObject({ "x-api-key": "secret-key", "content-type": "application/json" });
  });

  test("can be empty, bytes or text", async () => {
    await using server = await startServer(({ path }, response) => {
      if (path === "/empty") response.writeHead(204).end();
      else if (path === "/nothing") response.end();
      else response.end(Buffer.from([104, 105, 255]));
    });
    const client = shop({ baseURL: server.url });
    expect(await client.request(described({ path: "/empty", response: "empty" }))).toBeUndefined();
    expect(await client.request(described({ path: "/empty" }))).toBeUndefined();
    expect(await client.request(described({ path: "/nothing" }))).toBeUndefined();
    expect(await client.request(described({ path: "/bytes", response: "empty" }))).toBeUndefined();
    const binary = (await client.request(described({ response: "binary" }))) as BinaryResponse;
    expect([...new Uint8Array(await binary.arrayBuffer())]).toEqual([104, 105, 255]);
    expect(await client.request(described({ response: "text" }))).toBe("hi\ufffd");
  });

  test("is available with its status and headers from withResponse()", async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(201, { "x-a": "b" }).end('{"id":"1"}'),
    );
    const promise = shop({ baseURL: server.url }).request(retrieveItem, { id: "1" });
    const { data, status, response } = await promise.withResponse();
    expect(status).toBe(response.status);
    expect([data, response.status, response.headers.get("x-a")]).toEqual([{ id: "1" }, 201, "b"]);
    expect(await promise).toBe(data);
  });

  test("is available unread from asResponse(), which throws once the body is read", async () => {
    await using server = await startServer((_, response) => response.end("not JSON"));
    const client = shop({ baseURL: server.url });
    const response = await client.request(retrieveItem, { id: "1" }).asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toBe("not JSON");
    const late = client.request(described({ response: "text" }));
    await late;
    await expect(late.asResponse()).rejects.toThrow(/too late/);
  });

  test("that is not JSON rejects with an error that describes and contains the body", async () => {
    const html = "<html> Sorry </html>";
    await using server = await startServer((_, response) =>
      response.setHeader("content-type", "text/html").end(html),
    );
    const call = shop({ baseURL: server.url }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toThrow(
      "200: the response is not JSON, but 20 characters (text/html) (GET /v1/items/{id})",
    );
    await expect(call).rejects.toBeInstanceOf(APIError);
    await expect(call).rejects.toMatchObject({ body: html });
  });

  test("that redirects is not followed, so the API key is not sent elsewhere", async () => {
    await using elsewhere = await startServer((_, response) => response.end("{}"));
    await using server = await startServer((_, response) =>
      response.writeHead(302, { location: elsewhere.url }).end(),
    );
    const call = shop({ baseURL: server.url }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toThrow(/302: the server sent a redirect/);
    expect(elsewhere.arrived).toEqual([]);
  });
});

describe("a multipart body", () => {
  test("arrives with its fields and its file", async () => {
    await using server = await startServer((_, response) => response.end("{}"));
    const post = described({ method: "POST", body: "multipart" }, { body: multipartBody });
    const file = new Uint8Array([1, 2, 3]);
    await shop({ baseURL: server.url }).request(post, { name: "a", tags: ["x", "y"], file });
    const [arrived] = server.arrived;
    const form = await new Response(arrived?.body as BodyInit, {
      headers: { "content-type": String(arrived?.headers["content-type"]) },
    }).formData();
    expect([form.get("name"), form.getAll("tags")]).toEqual(["a", ["x", "y"]]);
    expect([...new Uint8Array(await (form.get("file") as File).arrayBuffer())]).toEqual([1, 2, 3]);
  });
});

describe("a call without a complete response", () => {
  test("rejects when the server hangs up in the middle of the body", async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
    });
    const call = shop({ baseURL: server.url, maxRetries: 0 }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toThrow(/the response was cut off/);
  });

  test.each(["headers", "body"])("times out while waiting for the %s", async (waitsFor) => {
    await using server = await startServer((_, response) => {
      if (waitsFor === "body") response.writeHead(200).write("{");
    });
    const call = shop({ baseURL: server.url, maxRetries: 0, timeout: 30 }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toBeInstanceOf(APIConnectionTimeoutError);
    await expect(call).rejects.toThrow("no response within 30 ms (timeout)");
  });

  test.each(["headers", "body"])("is aborted by its signal while waiting for the %s", async (waitsFor) => {
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    await using server = await startServer((_, response) => {
      if (waitsFor === "body") response.writeHead(200).write("{");
      setImmediate(() => controller.abort(reason));
    });
    const call = shop({ baseURL: server.url }).request(
      retrieveItem,
      { id: "1" },
      { signal: controller.signal },
    );
    const error = await call.catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(APIUserAbortError);
    expect((error as Error).cause).toBe(reason);
  });

  test("is not sent when its signal has already aborted", async () => {
    await using server = await startServer((_, response) => response.end("{}"));
    const options = { signal: AbortSignal.abort() };
    const call = shop({ baseURL: server.url }).request(retrieveItem, { id: "1" }, options);
    await expect(call).rejects.toBeInstanceOf(APIUserAbortError);
    expect(server.arrived).toEqual([]);
  });

  test("is aborted even when a custom fetch ignores the signal", async () => {
    const controller = new AbortController();
    const client = shop({ fetch: () => new Promise(() => {}) });
    const call = client.request(retrieveItem, { id: "1" }, { signal: controller.signal });
    const aborted = once(controller.signal, "abort");
    controller.abort();
    await aborted;
    await expect(call).rejects.toBeInstanceOf(APIUserAbortError);
  });
});
