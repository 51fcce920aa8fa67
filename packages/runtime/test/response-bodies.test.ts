// How the client handles broken bodies of servers, proxies and networks.
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  APIConnectionError,
  APIError,
  type BinaryResponse,
  type Fetch,
  InternalServerError,
  type Middleware,
  type OperationDefinition,
  operation,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { startRawServer } from "./support/raw-server.js";
import { startServer } from "./support/server.js";
import { createItem, json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

function described(definition: Partial<OperationDefinition>): ReturnType<typeof operation<object, unknown>> {
  return operation<object, unknown>({ id: "thing", method: "GET", path: "/thing", ...definition });
}

/** The result of an operation with this response. */
function resultOf(definition: Partial<OperationDefinition>, response: Response): Promise<unknown> {
  return shop({ fetch: async () => response, maxRetries: 0 }).request(described(definition));
}

describe("a declared result type", () => {
  test.each([
    ["object", "", "empty, an object was expected"],
    ["object", "null", "null, an object was expected"],
    ["object", "[]", "an array, an object was expected"],
    ["object", '"text"', "a string, an object was expected"],
    ["object", "5", "a number, an object was expected"],
    ["array", "", "empty, an array was expected"],
    ["array", "{}", "an object, an array was expected"],
  ] as const)("%s rejects the body %j", async (result, text, problem) => {
    const call = resultOf({ result }, new Response(text, { headers: { "x-request-id": "r-1" } }));
    await expect(call).rejects.toMatchObject({
      constructor: APIError,
      message: `200: the response is ${problem} (GET /thing)`,
      status: 200,
      operation: "thing",
      requestId: "r-1",
      body: text === "" ? undefined : JSON.parse(text),
    });
  });

  test("returns a matching body unchanged", async () => {
    expect(await resultOf({ result: "object" }, json({ any: "thing" }))).toEqual({ any: "thing" });
    expect(await resultOf({ result: "array" }, json([1, null]))).toEqual([1, null]);
  });

  test("does not retry when the body does not match", async () => {
    const fetch = scriptedFetch(json(null));
    await expect(shop({ fetch }).request(described({ result: "object" }))).rejects.toThrow(APIError);
    expect(fetch.sent).toHaveLength(1);
  });

  test.each(["", "null", "5", "[]"])("is optional: without it, the body %j is accepted", async (text) => {
    expect(await resultOf({}, new Response(text))).toEqual(text === "" ? undefined : JSON.parse(text));
  });
});

describe("a response without a body", () => {
  test.each([204, 205])("with status %i returns the empty value of the expected type", async (status) => {
    const empty = (): Response => new Response(null, { status });
    expect(await resultOf({ result: "object" }, empty())).toBeUndefined();
    expect(await resultOf({}, empty())).toBeUndefined();
    expect(await resultOf({ response: "empty" }, empty())).toBeUndefined();
    expect(await resultOf({ response: "text" }, empty())).toBe("");
    const binary = (await resultOf({ response: "binary" }, empty())) as BinaryResponse;
    expect([binary.body, await binary.text()]).toEqual([null, ""]);
  });

  test("to HEAD returns undefined despite its content-length header", async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(200, { "content-type": "application/json", "content-length": "900" }).end(),
    );
    const client = shop({ baseURL: server.url });
    const head = described({ method: "HEAD", result: "object" });
    const { data, response } = await client.request(head).withResponse();
    expect([data, response.headers.get("content-length")]).toEqual([undefined, "900"]);
  });

  test("with status 304 rejects with an error that has the response headers", async () => {
    await using server = await startServer((_, response) => response.writeHead(304, { etag: '"7"' }).end());
    const options = { headers: { "if-none-match": '"7"' } };
    const error = await shop({ baseURL: server.url })
      .request(retrieveItem, { id: "1" }, options)
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ constructor: APIError, status: 304 });
    expect((error as APIError).headers?.get("etag")).toBe('"7"');
  });

  test("with status 200 returns an empty string when text is expected", async () => {
    expect(await resultOf({ response: "text" }, new Response(""))).toBe("");
    expect(await resultOf({ response: "text" }, new Response(null))).toBe("");
  });
});

describe("decoding a body", () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
    Buffer.concat(parts.map((part) => Buffer.from(part)));

  test("uses UTF-8 for JSON whatever the content type says, and drops a byte order mark", async () => {
    for (const charset of ["", "; charset=utf-8", "; charset=iso-8859-1"]) {
      const headers = { "content-type": `application/json${charset}` };
      const body = bytes([0xef, 0xbb, 0xbf], '{"name":"Zoë"}');
      expect(await resultOf({}, new Response(body, { headers }))).toEqual({ name: "Zoë" });
    }
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ["text/plain", bytes("Zoë")],
    ["text/plain; charset=utf-8", bytes([0xef, 0xbb, 0xbf], "Zoë")],
    ["text/plain; charset=ISO-8859-1", bytes("Zo", [0xeb])],
    ['text/csv; header=present; charset="windows-1252"', bytes("Zo", [0xeb])],
    ["text/plain; charset=utf-16le", Buffer.from("Zoë", "utf16le")],
    ["text/plain; charset=no-such-charset", bytes("Zoë")],
  ])("uses the charset of the content type for text: %s", async (type, body) => {
    const response = new Response(body, { headers: { "content-type": type } });
    expect(await resultOf({ response: "text" }, response)).toBe("Zoë");
  });

  test("handles chunks that split a character", async () => {
    const text = '{"name":"Zoë 😀"}';
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of new TextEncoder().encode(text)) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await resultOf({}, new Response(stream))).toEqual({ name: "Zoë 😀" });
  });
});

describe("the response size limit", () => {
  /** A body of 300 MB of blanks that records how much is read and whether it is cancelled. */
  function blanks(status = 200): { fetch: Fetch; sent: number; isCancelled: boolean; calls: number } {
    const state = {
      sent: 0,
      isCancelled: false,
      calls: 0,
      fetch: async (): Promise<Response> => {
        state.calls++;
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            const chunk = new Uint8Array(16_384).fill(32);
            state.sent += chunk.length;
            controller.enqueue(chunk);
            if (state.sent > 300_000_000) controller.close();
          },
          cancel() {
            state.isCancelled = true;
          },
        });
        return new Response(body, { status });
      },
    };
    return state;
  }

  test.each(["json", "text", "empty"] as const)(
    "stops reading a response of type %s, closes the connection and does not retry",
    async (response) => {
      const server = blanks();
      const client = shop({ fetch: server.fetch, maxResponseBytes: 100_000 });
      await expect(client.request(described({ response }))).rejects.toMatchObject({
        constructor: APIError,
        status: 200,
        message:
          "200: the response is larger than 100000 bytes: raise maxResponseBytes, or read the body from asResponse() (GET /thing)",
      });
      expect(server).toMatchObject({ isCancelled: true, calls: 1 });
      expect(server.sent).toBeLessThan(200_000);
    },
  );

  test("allows a body of exactly that size, and the call's limit overrides the client's", async () => {
    const fetch = scriptedFetch(() => new Response(`"${"x".repeat(98)}"`));
    const client = shop({ fetch, maxResponseBytes: 100 });
    expect(await client.request(described({}))).toHaveLength(98);
    await expect(client.request(described({}), {}, { maxResponseBytes: 99 })).rejects.toThrow(
      "larger than 99",
    );
    const small = client.withOptions({ maxResponseBytes: 10 });
    await expect(small.request(described({}))).rejects.toThrow("larger than 10");
    expect(await small.request(described({}), {}, { maxResponseBytes: Infinity })).toHaveLength(98);
  });

  test("counts bytes after decompression", async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, " "));
    expect(bomb.length).toBeLessThan(25_000);
    let closed = 0;
    await using server = await startServer((_, response) => {
      response.on("close", () => closed++);
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "application/json" }).end(bomb);
    });
    const client = shop({ baseURL: server.url, maxResponseBytes: 1_000_000 });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow("larger than 1000000 bytes");
    expect([server.arrived.length, closed]).toEqual([1, 1]);
  });

  test("is 100 MiB by default", async () => {
    const server = blanks();
    await expect(shop({ fetch: server.fetch }).request(described({}))).rejects.toThrow(
      "larger than 104857600 bytes",
    );
  });

  test("does not apply to asResponse()", async () => {
    const server = blanks();
    const response = await shop({ fetch: server.fetch, maxResponseBytes: 10 })
      .request(described({}))
      .asResponse();
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value).toHaveLength(16_384);
    expect((await reader.read()).value).toHaveLength(16_384);
    await reader.cancel();
    expect(server.isCancelled).toBe(true);
  });

  test("is 1 MiB for an error body, and the error of that status says so", async () => {
    const server = blanks(500);
    const call = shop({ fetch: server.fetch, maxRetries: 0 }).request(described({}));
    await expect(call).rejects.toBeInstanceOf(InternalServerError);
    await expect(call).rejects.toMatchObject({
      message: "500: the body is larger than 1048576 bytes (GET /thing)",
      body: "the body is larger than 1048576 bytes",
    });
    expect(server.isCancelled).toBe(true);
    expect(server.sent).toBeLessThan(1_200_000);
  });

  test.each([0, -1, Number.NaN])("cannot be %d", async (maxResponseBytes) => {
    expect(() => shop({ maxResponseBytes })).toThrow(`maxResponseBytes cannot be ${maxResponseBytes}`);
    await expect(shop().request(described({}), {}, { maxResponseBytes })).rejects.toThrow(TypeError);
  });
});

const whole = JSON.stringify({
  id: "1",
  text: Array.from({ length: 400 }, (_, n) => `word${(n * 7919) % 997}`),
});
const packed = gzipSync(whole);
const half = (body: string | Buffer): Buffer => Buffer.from(body).subarray(0, body.length >> 1);
const head = (...headers: string[]): string =>
  `${["HTTP/1.1 200 OK", "content-type: application/json", "connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const chunk = (body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from("\r\n")]);
const gzipped = "content-encoding: gzip";
const chunked = "transfer-encoding: chunked";

describe("a body that is cut off", () => {
  const cuts: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    "before its content-length": [head(`content-length: ${whole.length}`), half(whole)],
    "between two chunks": [head(chunked), chunk(half(whole))],
    "inside a chunk": [head(chunked), "fff\r\n", half(whole)],
    "when only the end of the connection ends it": [head(), half(whole)],
    "compressed, before its content-length": [
      head(gzipped, `content-length: ${packed.length}`),
      half(packed),
    ],
    "compressed, between two chunks": [head(gzipped, chunked), chunk(half(packed))],
    "compressed, undetected by HTTP": [head(gzipped, `content-length: ${packed.length >> 1}`), half(packed)],
    "compressed, in chunks, undetected by HTTP": [head(gzipped, chunked), chunk(half(packed)), "0\r\n\r\n"],
    "compressed, with a correct content-length, inside the gzip header": [
      head(gzipped, "content-length: 10"),
      packed.subarray(0, 10),
    ],
    "with bytes that are not gzip": [head(gzipped, "content-length: 12"), "not gzip, no"],
    "with a wrong checksum": [
      head(gzipped, `content-length: ${packed.length}`),
      Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
    ],
  };

  test.each(Object.entries(cuts))("%s is a connection error and is retried", async (_, parts) => {
    await using server = await startRawServer(...parts);
    const clock = new FakeClock();
    const call = shop({ baseURL: server.url, maxRetries: 1, clock }).request(retrieveItem, { id: "1" });
    const outcome = call.catch((failure: unknown) => failure);
    // The network takes real time; the delay before the second attempt is simulated.
    while (clock.waits.filter((wait) => wait < 10_000).length === 0) await clock.advance(0);
    await clock.advance(10_000);
    const error = await outcome;
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(error).toMatchObject({ status: undefined, operation: "retrieveItem" });
    expect((error as Error).message).toMatch(
      /^the response was cut off(: \w+)? \(GET \/v1\/items\/\{id\}\)$/,
    );
    expect(server.requests).toBe(2);
  });

  test("has the platform's error as its cause when there is one", async () => {
    await using server = await startRawServer(...(cuts["with bytes that are not gzip"] ?? []));
    const call = shop({ baseURL: server.url, maxRetries: 0 }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toMatchObject({
      message: "the response was cut off: Z_DATA_ERROR (GET /v1/items/{id})",
      cause: { name: "TypeError", cause: { code: "Z_DATA_ERROR" } },
    });
  });

  test("is not retried for a request that is not idempotent", async () => {
    await using server = await startRawServer(head(), half(whole));
    const call = shop({ baseURL: server.url }).request(createItem, { name: "n" });
    await expect(call).rejects.toBeInstanceOf(APIConnectionError);
    expect(server.requests).toBe(1);
  });

  test.each(["text", "empty"] as const)(
    "is a connection error for a response of type %s, too",
    async (response) => {
      await using server = await startRawServer(head(`content-length: 100`), "half");
      const call = shop({ baseURL: server.url, maxRetries: 0 }).request(described({ response }));
      await expect(call).rejects.toBeInstanceOf(APIConnectionError);
    },
  );

  test("does not change the status of an error response", async () => {
    await using server = await startRawServer("HTTP/1.1 400 No\r\ncontent-length: 100\r\n\r\n{");
    const call = shop({ baseURL: server.url }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toMatchObject({ status: 400, body: undefined });
  });

  test.each(['{"a":[1,"x', '[{"a":1}', '{"a":"\\', '{"a":"}"', " [1,", '{"a":"\\"]}', '{"a"'])(
    "is detected when the platform does not report it: %s",
    async (text) => {
      const fetch = scriptedFetch(new Response(text));
      await expect(shop({ fetch, maxRetries: 0 }).request(described({}))).rejects.toBeInstanceOf(
        APIConnectionError,
      );
    },
  );

  test.each(["<p>{</p>", "{a:1}", "'", "nul", "[1]]", '{"a":"\\"}"}x', "error: {"])(
    "is distinguished from text that is not JSON: %s",
    async (text) => {
      const fetch = scriptedFetch(new Response(text));
      await expect(shop({ fetch }).request(described({}))).rejects.toMatchObject({
        constructor: APIError,
        message: expect.stringContaining("the response is not JSON"),
        body: text,
      });
      expect(fetch.sent).toHaveLength(1);
    },
  );

  test("is detected in linear time", async () => {
    const text = `{"a":"${'\\"'.repeat(2_000_000)}`;
    const start = performance.now();
    await expect(resultOf({}, new Response(text))).rejects.toThrow("the response was cut off");
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe("a body that a middleware has read", () => {
  test("rejects with an error that says to read response.clone() instead", async () => {
    const reading: Middleware = (next) => async (request) => {
      const response = await next(request);
      await response.text();
      return response;
    };
    const fetch = scriptedFetch(json({ id: "1" }));
    const call = shop({ fetch, middleware: [reading] }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toThrow("a middleware must read response.clone()");
    expect(fetch.sent).toHaveLength(1);
  });
});

describe("a body from a custom fetch that is not a web stream", () => {
  test("is read through the methods of the response", async () => {
    const foreign = {
      ok: true,
      status: 200,
      headers: new Headers(),
      bodyUsed: false,
      body: {},
      text: async () => '{"id":"1"}',
    } as unknown as Response;
    expect(await shop({ fetch: async () => foreign }).request(retrieveItem, { id: "1" })).toEqual({
      id: "1",
    });
  });
});
