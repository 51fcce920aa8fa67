// A result with binary data is its response: read in chunks or as a whole, within the limits of its call.
import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  APIConnectionError,
  APIPromise,
  type BinaryResponse,
  type ClientOptions,
  type Fetch,
  operation,
  type RequestOptions,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { peakMemoryOf } from "./support/peak-memory.js";
import { startServer, type TestServer } from "./support/server.js";
import { shop } from "./support/shop.js";

const download = operation<object, BinaryResponse>({
  id: "download",
  method: "GET",
  path: "/picture",
  response: "binary",
});

function start(options: ClientOptions, call?: RequestOptions): APIPromise<BinaryResponse> {
  return shop(options).request(download, {}, call);
}

/** A server that sends these bytes. */
function sending(bytes: Uint8Array): Promise<TestServer> {
  return startServer((_, response) => response.writeHead(200, { "content-type": "image/png" }).end(bytes));
}

/** A server that sends a chunk and then nothing. `closed` resolves when its connection is closed. */
async function stalling(): Promise<{ server: TestServer; closed: Promise<void> }> {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const server = await startServer((_, response) => {
    response.on("close", close);
    response.writeHead(200, { "content-type": "image/png" }).write("start");
  });
  return { server, closed };
}

/** A response whose body is controlled by the test. */
function controlledBody(): { fetch: Fetch; body: ReadableStreamDefaultController<Uint8Array> } {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
  });
  return {
    fetch: async () => new Response(stream),
    body: controller as unknown as ReadableStreamDefaultController<Uint8Array>,
  };
}

const bytes = new Uint8Array([0, 255, 10, 13, 128]);

describe("binary data", () => {
  test.each<[string, (response: BinaryResponse) => Promise<Uint8Array>]>([
    ["arrayBuffer()", async (response) => new Uint8Array(await response.arrayBuffer())],
    ["blob()", async (response) => new Uint8Array(await (await response.blob()).arrayBuffer())],
    [
      "body",
      async ({ body }) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
        return Buffer.concat(chunks);
      },
    ],
  ])("is unchanged when it is read with %s", async (_, read) => {
    await using server = await sending(bytes);
    const response = await start({ baseURL: server.url });
    expect(response.headers.get("content-type")).toBe("image/png");
    expect([...(await read(response))]).toEqual([...bytes]);
  });

  test("is not read before the caller reads it", async () => {
    let pulls = 0;
    const fetch: Fetch = async () =>
      new Response(
        new ReadableStream(
          {
            pull(controller) {
              pulls++;
              controller.enqueue(bytes);
            },
          },
          { highWaterMark: 0 },
        ),
      );
    const response = await start({ fetch });
    await setImmediate();
    expect(pulls).toBe(0);
    await response.body?.cancel();
  });

  test("has no size limit, and takes constant memory over 1 GB", async () => {
    const SIZE = 2 ** 30;
    const chunk = new Uint8Array(2 ** 20);
    await using server = await startServer((_, response) => {
      response.writeHead(200, { "content-length": SIZE });
      let left = SIZE / chunk.length;
      const send = (): void => {
        while (left-- > 0) if (!response.write(chunk)) return void response.once("drain", send);
        response.end();
      };
      send();
    });
    const { body } = await start({ baseURL: server.url, maxResponseBytes: 1_000 });
    let size = 0;
    const peak = await peakMemoryOf(async () => {
      for await (const { byteLength } of body as unknown as AsyncIterable<Uint8Array>) size += byteLength;
    });
    expect(size).toBe(SIZE);
    expect(peak).toBeLessThan(256 * 2 ** 20);
  });

  test("is the response of withResponse() and of asResponse(), too", async () => {
    await using server = await sending(bytes);
    const { data, status, response } = await start({ baseURL: server.url }).withResponse();
    expect([status, response]).toEqual([200, data]);
    expect((await data.arrayBuffer()).byteLength).toBe(5);
    const unread = await start({ baseURL: server.url }).asResponse();
    expect((await unread.arrayBuffer()).byteLength).toBe(5);
  });

  test("of a test double is any response", async () => {
    const call = APIPromise.fromResult<BinaryResponse>(new Response("text"));
    expect(await (await call).text()).toBe("text");
  });

  test("that a middleware has already read is an error that says so", async () => {
    const call = start({
      fetch: async () => new Response(bytes),
      middleware: [
        (next) => async (request) => {
          const response = await next(request);
          await response.arrayBuffer();
          return response;
        },
      ],
    });
    await expect(call).rejects.toThrow("must read response.clone()");
  });
});

describe("the limits of a call, while its binary data is read", () => {
  test.each(["signal", "deadline", "timeout"])(
    "%s ends reading, and closes the connection",
    async (limit) => {
      const { server, closed } = await stalling();
      await using _server = server;
      const clock = new FakeClock();
      const controller = new AbortController();
      const options: RequestOptions = limit === "signal" ? { signal: controller.signal } : { [limit]: 200 };
      const response = await start({ baseURL: server.url, clock }, options);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      expect(new TextDecoder().decode((await reader.read()).value)).toBe("start");
      const outcome = reader.read().catch((error: unknown) => error);
      await clock.advance(199);
      const reason = new Error("changed my mind");
      if (limit === "signal") controller.abort(reason);
      await clock.advance(1);
      expect(await outcome).toMatchObject(
        limit === "signal"
          ? { name: "APIUserAbortError", cause: reason }
          : { name: "APIConnectionTimeoutError", message: expect.stringContaining(`200 ms (${limit})`) },
      );
      await closed;
      expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
    },
  );

  test("timeout limits the time without data, not the whole body", async () => {
    const clock = new FakeClock();
    const { fetch, body } = controlledBody();
    const response = await start({ fetch, clock, timeout: 100 });
    const text = response.text();
    for (const part of ["a", "b", "c"]) {
      await clock.advance(99);
      body.enqueue(new TextEncoder().encode(part));
      await setImmediate();
    }
    body.close();
    expect(await text).toBe("abc");
    expect(clock.pending).toBe(0);
  });

  test("timeout does not count the time in which a slow consumer reads nothing", async () => {
    const clock = new FakeClock();
    const { fetch, body } = controlledBody();
    const response = await start({ fetch, clock, timeout: 100 });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    body.enqueue(bytes);
    await reader.read();
    await clock.advance(10_000);
    body.enqueue(bytes);
    expect((await reader.read()).value).toEqual(bytes);
  });

  test("an infinite timeout sets no timer", async () => {
    const clock = new FakeClock();
    const { fetch, body } = controlledBody();
    const response = await start({ fetch, clock, timeout: Number.POSITIVE_INFINITY });
    const text = response.text();
    await setImmediate();
    expect(clock.pending).toBe(0);
    body.close();
    expect(await text).toBe("");
  });

  test("a lost connection is an APIConnectionError, and the request is not sent again", async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
    });
    const response = await start({ baseURL: server.url });
    const error = await response.arrayBuffer().catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect((error as Error).message).toMatch(/^the response was cut off.* \(GET \/picture\)$/);
    expect(server.arrived).toHaveLength(1);
  });

  test("a response that nobody reads closes its connection when it is garbage collected", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const { server, closed } = await stalling();
    await using _server = server;
    let isClosed = false;
    closed.then(() => {
      isClosed = true;
    });
    await (async () => void (await start({ baseURL: server.url })))();
    while (!isClosed) {
      collect();
      await setImmediate();
    }
  });

  test("the slot of the rate limit is released when the headers have arrived", async () => {
    const { fetch } = controlledBody();
    const client = shop({ fetch, rateLimit: { requests: 1, perSeconds: 1 } });
    const response = await client.request(download, {});
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0 });
    await response.body?.cancel();
  });
});
