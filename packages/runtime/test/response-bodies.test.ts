// What becomes of the bodies that servers, proxies and networks make of responses.
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  APIConnectionError,
  APIError,
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

/** The result of an operation whose response is this one. */
function resultOf(definition: Partial<OperationDefinition>, response: Response): Promise<unknown> {
  return shop({ fetch: async () => response, maxRetries: 0 }).request(described(definition));
}

describe("a result of which the operation says what it is", () => {
  test.each([
    ["object", "", "empty, an object was expected"],
    ["object", "null", "null, an object was expected"],
    ["object", "[]", "an array, an object was expected"],
    ["object", '"text"', "a string, an object was expected"],
    ["object", "5", "a number, an object was expected"],
    ["array", "", "empty, an array was expected"],
    ["array", "{}", "an object, an array was expected"],
  ] as const)("%s cannot be %j", async (result, text, problem) => {
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

  test("is passed on as it came when it is that", async () => {
    expect(await resultOf({ result: "object" }, json({ any: "thing" }))).toEqual({ any: "thing" });
    expect(await resultOf({ result: "array" }, json([1, null]))).toEqual([1, null]);
  });

  test("is asked for once: a wrong one is not retried", async () => {
    const fetch = scriptedFetch(json(null));
    await expect(shop({ fetch }).request(described({ result: "object" }))).rejects.toThrow(APIError);
    expect(fetch.sent).toHaveLength(1);
  });

  test.each(["", "null", "5", "[]"])("may be %j where the operation does not say", async (text) => {
    expect(await resultOf({}, new Response(text))).toEqual(text === "" ? undefined : JSON.parse(text));
  });
});

describe("a response without a body", () => {
  test.each([204, 205])("of status %i is undefined, whatever the operation expects", async (status) => {
    const empty = (): Response => new Response(null, { status });
    expect(await resultOf({ result: "object" }, empty())).toBeUndefined();
    expect(await resultOf({}, empty())).toBeUndefined();
    expect(await resultOf({ response: "empty" }, empty())).toBeUndefined();
    expect(await resultOf({ response: "text" }, empty())).toBe("");
    expect(await resultOf({ response: "binary" }, empty())).toMatchObject({ size: 0 });
  });

  test("to HEAD is undefined, although its headers speak of a body", async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(200, { "content-type": "application/json", "content-length": "900" }).end(),
    );
    const client = shop({ baseURL: server.url });
    const head = described({ method: "HEAD", result: "object" });
    const { data, response } = await client.request(head).withResponse();
    expect([data, response.headers.get("content-length")]).toEqual([undefined, "900"]);
  });

  test("of status 304 is an error with its headers: the caller asked whether something had changed", async () => {
    await using server = await startServer((_, response) => response.writeHead(304, { etag: '"7"' }).end());
    const options = { headers: { "if-none-match": '"7"' } };
    const error = await shop({ baseURL: server.url })
      .request(retrieveItem, { id: "1" }, options)
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ constructor: APIError, status: 304 });
    expect((error as APIError).headers?.get("etag")).toBe('"7"');
  });

  test("of status 200 is an empty string where a text is expected", async () => {
    expect(await resultOf({ response: "text" }, new Response(""))).toBe("");
    expect(await resultOf({ response: "text" }, new Response(null))).toBe("");
  });
});

describe("the encoding of a body", () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
    Buffer.concat(parts.map((part) => Buffer.from(part)));

  test("is UTF-8 for JSON, whatever its content type says, and a byte order mark is no part of it", async () => {
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
  ])("is that of the content type for a text: %s", async (type, body) => {
    const response = new Response(body, { headers: { "content-type": type } });
    expect(await resultOf({ response: "text" }, response)).toBe("Zoë");
  });

  test("may be split anywhere, also inside of a character", async () => {
    const text = '{"name":"Zoë 😀"}';
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of new TextEncoder().encode(text)) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await resultOf({}, new Response(stream))).toEqual({ name: "Zoë 😀" });
  });

  test("of bytes is kept: a Blob has the content type and the bytes of the response", async () => {
    const body = new Uint8Array([0, 255, 10]);
    const blob = (await resultOf(
      { response: "binary" },
      new Response(body, { headers: { "content-type": "image/png" } }),
    )) as Blob;
    expect([blob.type, [...new Uint8Array(await blob.arrayBuffer())]]).toEqual(["image/png", [0, 255, 10]]);
  });
});

describe("a body that is too large", () => {
  /** A body of 300 MB of blanks, which counts what is taken of it and whether it is cancelled. */
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

  test.each(["json", "text", "binary", "empty"] as const)(
    "for %s is read no further than the bound, its connection is closed, and it is not asked for again",
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

  test("may be as large as the bound, to the byte, and that of the call wins", async () => {
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

  test("is counted after decompression: a small file of blanks is large", async () => {
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

  test("is an error by default above 100 MiB", async () => {
    const server = blanks();
    await expect(shop({ fetch: server.fetch }).request(described({}))).rejects.toThrow(
      "larger than 104857600 bytes",
    );
  });

  test("has no bound when it is taken unread", async () => {
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

  test("of an error is left above 1 MiB, and the error of its status says so", async () => {
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

  test.each([0, -1, Number.NaN])("cannot be bound by %d", async (maxResponseBytes) => {
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

describe("a body that breaks off", () => {
  const cuts: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    "before its length": [head(`content-length: ${whole.length}`), half(whole)],
    "between two chunks": [head(chunked), chunk(half(whole))],
    "inside of a chunk": [head(chunked), "fff\r\n", half(whole)],
    "where only the end of the connection ends it": [head(), half(whole)],
    "compressed, before its length": [head(gzipped, `content-length: ${packed.length}`), half(packed)],
    "compressed, between two chunks": [head(gzipped, chunked), chunk(half(packed))],
    "compressed, and HTTP does not notice": [
      head(gzipped, `content-length: ${packed.length >> 1}`),
      half(packed),
    ],
    "compressed, in chunks, and HTTP does not notice": [
      head(gzipped, chunked),
      chunk(half(packed)),
      "0\r\n\r\n",
    ],
    "compressed, with a right length, within the header of the compression": [
      head(gzipped, "content-length: 10"),
      packed.subarray(0, 10),
    ],
    "with bytes that are no gzip": [head(gzipped, "content-length: 12"), "not gzip, no"],
    "with a checksum that is wrong": [
      head(gzipped, `content-length: ${packed.length}`),
      Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
    ],
  };

  test.each(Object.entries(cuts))("%s is a failed connection, tried again", async (_, parts) => {
    await using server = await startRawServer(...parts);
    const clock = new FakeClock();
    const call = shop({ baseURL: server.url, maxRetries: 1, clock }).request(retrieveItem, { id: "1" });
    const outcome = call.catch((failure: unknown) => failure);
    // The network takes real time, the wait before the second attempt simulated time.
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

  test("has what the platform says of it as its cause, where it says something", async () => {
    await using server = await startRawServer(...(cuts["with bytes that are no gzip"] ?? []));
    const call = shop({ baseURL: server.url, maxRetries: 0 }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toMatchObject({
      message: "the response was cut off: Z_DATA_ERROR (GET /v1/items/{id})",
      cause: { name: "TypeError", cause: { code: "Z_DATA_ERROR" } },
    });
  });

  test("is final for a request that might act twice", async () => {
    await using server = await startRawServer(head(), half(whole));
    const call = shop({ baseURL: server.url }).request(createItem, { name: "n" });
    await expect(call).rejects.toBeInstanceOf(APIConnectionError);
    expect(server.requests).toBe(1);
  });

  test.each(["text", "binary", "empty"] as const)("is one for %s, too", async (response) => {
    await using server = await startRawServer(head(`content-length: 100`), "half");
    const call = shop({ baseURL: server.url, maxRetries: 0 }).request(described({ response }));
    await expect(call).rejects.toBeInstanceOf(APIConnectionError);
  });

  test("leaves an error its status", async () => {
    await using server = await startRawServer("HTTP/1.1 400 No\r\ncontent-length: 100\r\n\r\n{");
    const call = shop({ baseURL: server.url }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toMatchObject({ status: 400, body: undefined });
  });

  test.each(['{"a":[1,"x', '[{"a":1}', '{"a":"\\', '{"a":"}"', " [1,", '{"a":"\\"]}', '{"a"'])(
    "shows where the platform does not: %s",
    async (text) => {
      const fetch = scriptedFetch(new Response(text));
      await expect(shop({ fetch, maxRetries: 0 }).request(described({}))).rejects.toBeInstanceOf(
        APIConnectionError,
      );
    },
  );

  test.each(["<p>{</p>", "{a:1}", "'", "nul", "[1]]", '{"a":"\\"}"}x', "error: {"])(
    "is told from a text that is something else: %s",
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

  test("is recognized in time that grows with its length alone", async () => {
    const text = `{"a":"${'\\"'.repeat(2_000_000)}`;
    const start = performance.now();
    await expect(resultOf({}, new Response(text))).rejects.toThrow("the response was cut off");
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("a body that a middleware has read", () => {
  test("is the middleware's mistake, and the error says how to mend it", async () => {
    const reading: Middleware = (next) => async (request) => {
      const response = await next(request);
      await response.text();
      return response;
    };
    const fetch = scriptedFetch(json({ id: "1" }));
    const call = shop({ fetch, middleware: [reading] }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toThrow("a middleware must read that of response.clone()");
    expect(fetch.sent).toHaveLength(1);
  });
});

describe("a body that is no web stream, from a fetch of its own", () => {
  test("is read by the methods of its response", async () => {
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
