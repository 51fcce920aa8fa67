// Streams of a real server: how they end, fail and are left, and what they cost.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { APIConnectionError, APIError, type ClientOptions, operation } from "../src/index.js";
import {
  eventStream,
  type Stream,
  type StreamDescription,
  StreamError,
  type StreamOptions,
  streamOf,
  streamOperation,
} from "../src/streams/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { peakMemoryOf } from "./support/peak-memory.js";
import { startRawServer } from "./support/raw-server.js";
import { startServer, type TestServer } from "./support/server.js";
import { json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";
import { collect, failureOf, fetchOf, type Tick, ticks } from "./support/streams.js";

const EVENT_STREAM = { "content-type": "text/event-stream; charset=utf-8" };

/** A server that begins a stream with this text. `write` writes more to the last response. */
async function streamServer(start: string, after?: (response: ServerResponse) => void): Promise<TestServer> {
  return startServer((_, response) => {
    response.writeHead(200, EVENT_STREAM).write(start);
    after?.(response);
  });
}

/** Opens a stream of ticks. */
function open(
  options: ClientOptions,
  description: StreamDescription = {},
  own: StreamOptions = {},
): Promise<Stream<Tick>> {
  return shop(options).stream(ticks(description), {}, own);
}

const tick = (n: number): string => `data: {"n":${n}}\n\n`;

describe("a stream", () => {
  test("is requested with the media type of its format, and its items are the data of its events", async () => {
    await using server = await streamServer("", (response) => response.end(tick(1) + tick(2)));
    const items = await collect(shop({ baseURL: server.url }).stream(ticks()));
    expect(items).toEqual([{ n: 1 }, { n: 2 }]);
    expect(server.arrived[0]?.headers).toMatchObject({
      accept: "text/event-stream",
      "x-api-key": "secret-key",
    });
    expect(server.arrived[0]?.headers).not.toHaveProperty("last-event-id");
  });

  test("sends parameters and a body as any call, and can have its own accept header", async () => {
    await using server = await streamServer("", (response) => response.end("data: [DONE]\n\n"));
    const chat = streamOperation<{ prompt: string; stream: true }, Tick>(
      {
        id: "chat",
        method: "POST",
        path: "/chat",
        body: "json",
        stream: { accept: "text/event-stream, */*" },
      },
      eventStream,
    );
    expect(await collect(shop({ baseURL: server.url }).stream(chat, { prompt: "hi", stream: true }))).toEqual(
      [],
    );
    const [{ body, headers } = { body: "", headers: {} }] = server.arrived;
    expect(JSON.parse(String(body))).toEqual({ prompt: "hi", stream: true });
    expect(headers).toMatchObject({ accept: "text/event-stream, */*", "content-type": "application/json" });
  });

  test("has events with names and ids", async () => {
    const fetch = fetchOf(['event: tick\nid: 7\ndata: {"n":1}\n\n']);
    const stream = await open({ fetch });
    expect(await collect(stream.events())).toEqual([{ event: "tick", id: "7", data: { n: 1 } }]);
    expect(stream.lastEventId).toBe("7");
  });

  test("has whole events as its items if the operation says so", async () => {
    const stream = await open({ fetch: fetchOf(['event: a\ndata: {"n":1}\n\n']) }, { wholeEvents: true });
    expect(await collect(stream)).toEqual([{ event: "a", data: { n: 1 }, id: "" }]);
  });

  test("ignores events with empty data, which some servers send as heartbeats", async () => {
    expect(await collect(await open({ fetch: fetchOf(["data:\n\n", tick(1), "data: \n\n"]) }))).toEqual([
      { n: 1 },
    ]);
  });

  test("can be iterated once", async () => {
    const stream = await open({ fetch: fetchOf([tick(1)]) });
    await collect(stream);
    await expect(collect(stream)).rejects.toThrow(new TypeError("a stream can be iterated only once"));
  });

  test("can be converted to bytes, one line of JSON for each item", async () => {
    const stream = await open({ fetch: fetchOf([tick(1) + tick(2)]) });
    expect(await new Response(stream.toReadableStream()).text()).toBe('{"n":1}\n{"n":2}\n');
  });

  test("is available with its response, which is available alone", async () => {
    const client = shop({ fetch: fetchOf([tick(1)]) });
    const { data, response } = await client.stream(ticks()).withResponse();
    expect([response.status, await collect(data)]).toEqual([200, [{ n: 1 }]]);
    expect(await (await client.stream(ticks()).asResponse()).text()).toBe(tick(1));
  });

  test("is empty if the status is 204", async () => {
    expect(await collect(await open({ fetch: async () => new Response(null, { status: 204 }) }))).toEqual([]);
  });
});

describe("the end of a stream", () => {
  test("is [DONE], and the connection serves the next request", async () => {
    const sockets = new Set<unknown>();
    await using server = await streamServer(tick(1), (response) => {
      sockets.add(response.socket);
      response.end(`data: [DONE]\n\n${tick(2)}`);
    });
    const client = shop({ baseURL: server.url });
    expect(await collect(client.stream(ticks()))).toEqual([{ n: 1 }]);
    await setImmediate();
    expect(await collect(client.stream(ticks()))).toEqual([{ n: 1 }]);
    expect([server.arrived.length, sockets.size]).toEqual([2, 1]);
  });

  test("is final even if the server keeps the connection open: it is closed", async () => {
    const clock = new FakeClock();
    let close: Promise<unknown> | undefined;
    await using server = await streamServer(tick(1), (response) => {
      close = once(response, "close");
      response.write("data: [DONE]\n\n");
    });
    expect(await collect(await open({ baseURL: server.url, clock }, {}))).toEqual([{ n: 1 }]);
    await clock.advance(100);
    await close;
    expect(clock.pending).toBe(0);
  });

  test("is the configured data, after which nothing is received", async () => {
    const fetch = fetchOf([tick(1), "data: bye\n\n", tick(2)]);
    expect(await collect(await open({ fetch }, { end: "bye" }))).toEqual([{ n: 1 }]);
  });

  test("is the last line, even if its event is not terminated", async () => {
    const fetch = fetchOf([tick(1), "data: [DONE]"]);
    expect(await collect(await open({ fetch }, { end: "[DONE]" }))).toEqual([{ n: 1 }]);
  });

  test("is the event of the configured name, which is an item", async () => {
    const fetch = fetchOf([tick(1), 'event: stop\ndata: {"n":2}\n\n', tick(3)]);
    expect(await collect(await open({ fetch }, { lastEvent: "stop" }))).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test.each<[string, StreamDescription, string]>([
    ["without the end marker", { end: "[DONE]" }, "the stream was cut off before its end ([DONE])"],
    [
      "without the last event",
      { lastEvent: "stop" },
      "the stream was cut off before its end (the event stop)",
    ],
  ])("%s is a connection error after the items", async (_, description, message) => {
    const stream = await open({ fetch: fetchOf([tick(1)]) }, description);
    const items: Tick[] = [];
    const error = await failureOf(
      (async () => {
        for await (const item of stream) items.push(item);
      })(),
    );
    expect(items).toEqual([{ n: 1 }]);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(error).toMatchObject({ message: `${message} (GET /v1/ticks)`, operation: "watchTicks" });
  });

  test.each(['data: {"n"', 'data: {"n":2}\n', "data"])(
    "in the middle of an event is a connection error, not a silent end: %j",
    async (rest) => {
      const error = await failureOf(collect(await open({ fetch: fetchOf([tick(1), rest]) })));
      expect(error).toBeInstanceOf(APIConnectionError);
      expect((error as Error).message).toContain("cut off in the middle of an event");
    },
  );

  test("by a connection that breaks is a connection error", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    const text = tick(1);
    await using server = await startRawServer(`${head}${text.length.toString(16)}\r\n${text}\r\n`);
    const items: Tick[] = [];
    const error = await failureOf(
      (async () => {
        for await (const item of shop({ baseURL: server.url }).stream(ticks())) items.push(item);
      })(),
    );
    expect(items).toEqual([{ n: 1 }]);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect((error as Error).message).toMatch(/^the response was cut off.*\(GET \/v1\/ticks\)$/);
  });

  test("of JSON lines within a value is a connection error", async () => {
    const { jsonLines } = await import("../src/streams/index.js");
    const client = shop({ fetch: fetchOf(['{"n":1}\n{"n":']) });
    const error = await failureOf(collect(client.stream(ticks({}, jsonLines))));
    expect(error).toMatchObject({
      name: "APIConnectionError",
      message: expect.stringContaining("middle of an event"),
    });
  });
});

describe("an error", () => {
  test.each<[string, string, StreamDescription, object]>([
    [
      "in an event named error",
      'event: error\ndata: {"error":{"code":"overloaded","message":"Try later."}}\n\n',
      {},
      { event: "error", code: "overloaded", body: { error: { code: "overloaded", message: "Try later." } } },
    ],
    [
      "in an event with a configured name",
      'event: oops\ndata: {"message":"Try later."}\n\n',
      { errorEvent: "oops" },
      { event: "oops" },
    ],
    [
      "in a configured property of the data",
      'data: {"fault":{"code":"c"},"message":"Try later."}\n\n',
      { errorProperty: "fault" },
      { event: "message" },
    ],
    ["in an event that is not JSON", "event: error\ndata: Try later.\n\n", {}, { body: "Try later." }],
    [
      "in a property of the data",
      'data: {"error":{"message":"Try later."}}\n\n',
      {},
      { event: "message", body: { error: { message: "Try later." } } },
    ],
  ])("%s is a StreamError", async (_, text, description, facts) => {
    const stream = await open({ fetch: fetchOf([tick(1), text, tick(2)]) }, description);
    const iterator = stream[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: { n: 1 } });
    const error = await failureOf(iterator.next());
    expect(error).toBeInstanceOf(StreamError);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ name: "StreamError", status: 200, operation: "watchTicks", ...facts });
    expect((error as Error).message).toContain("Try later. (GET /v1/ticks)");
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("property that is null is none, and neither is one of items that have such a property", async () => {
    const ticks = ['data: {"n":1,"error":null}\n\n'];
    expect(await collect(await open({ fetch: fetchOf(ticks) }))).toEqual([{ n: 1, error: null }]);
    const failed = ['data: {"n":1,"error":"no"}\n\n'];
    const items = await collect(await open({ fetch: fetchOf(failed) }, { errorProperty: false }));
    expect(items).toEqual([{ n: 1, error: "no" }]);
  });

  test("never shows the key that the server repeats, nor data that is not JSON", async () => {
    const text = 'event: error\ndata: {"message":"the key secret-key is invalid"}\n\n';
    expect(await failureOf(collect(await open({ fetch: fetchOf([text]) })))).toMatchObject({
      message: "the stream reported an error: the key *** is invalid (GET /v1/ticks)",
    });
    const error = (await failureOf(collect(await open({ fetch: fetchOf(["data: private\n\n"]) })))) as Error;
    expect(error).toMatchObject({ name: "APIError", body: "private" });
    expect(error.message).toBe(
      "an event of the stream (message) is not JSON, but 7 characters (GET /v1/ticks)",
    );
  });

  test("status is the error of any call, and the call is retried before the stream begins", async () => {
    const clock = new FakeClock();
    const good = await fetchOf([tick(1)])("");
    const fetch = scriptedFetch(json({}, 503), () => good);
    expect(await clock.finish(collect(shop({ fetch, clock }).stream(ticks())))).toEqual([{ n: 1 }]);
    expect(fetch.sent.length).toBe(2);
    await expect(open({ fetch: async () => json({ message: "No." }, 401) })).rejects.toMatchObject({
      name: "AuthenticationError",
      message: "401: No. (GET /v1/ticks)",
    });
  });

  test("is reported for a response of another media type, whose connection is closed", async () => {
    let close: Promise<unknown> | undefined;
    await using server = await startServer((_, response) => {
      close = once(response, "close");
      response.writeHead(200, { "content-type": "application/json" }).write("{");
    });
    await expect(open({ baseURL: server.url })).rejects.toThrow(
      "200: the response is application/json, a stream of type text/event-stream was expected (GET /v1/ticks)",
    );
    await close;
  });

  test.each<[StreamOptions, string]>([
    [{ stallTimeout: 0 }, "stallTimeout must be a number of at least 1"],
    [{ reconnects: -1 }, "reconnects must be a number of at least 0"],
    [{ lastEventId: 1 as unknown as string }, "lastEventId must be a string"],
    [{ timeout: 0 }, "timeout must be a number of at least 1"],
    [null as unknown as StreamOptions, "the options must be an object"],
  ])("rejects for the invalid options %j before anything is sent", async (own, message) => {
    const fetch = scriptedFetch();
    const error = await failureOf(shop({ fetch }).stream(ticks(), {}, own));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(
      `watchTicks: ${message.startsWith("the") ? "" : "the option "}${message}`,
    );
    expect(fetch.sent).toEqual([]);
  });

  test("has the code that iterates in its stack", async () => {
    const consume = async (): Promise<void> => {
      for await (const _ of shop({ fetch: fetchOf([tick(1), "data: {\n\n"]) }).stream(ticks()));
    };
    const error = (await failureOf(consume())) as Error;
    expect(error.stack).toMatch(/at (async )?consume .*streams-connection\.test/);
  });

  test("is an APIError for an event that is larger than maxResponseBytes", async () => {
    const large = `data: {"n":1,"text":"${"x".repeat(2000)}"}\n\n`;
    for (const chunks of [[large], [...large]]) {
      const error = await failureOf(
        collect(await open({ fetch: fetchOf([tick(1), ...chunks]) }, {}, { maxResponseBytes: 1000 })),
      );
      expect(error).toMatchObject({
        message: "an event of the stream is larger than 1000 bytes: raise maxResponseBytes (GET /v1/ticks)",
      });
    }
    const many = Array.from({ length: 500 }, (_, n) => tick(n)).join("");
    expect(
      (await collect(await open({ fetch: fetchOf([many]) }, {}, { maxResponseBytes: 1000 }))).length,
    ).toBe(500);
  });
});

describe("leaving a stream", () => {
  /** Reads the first item, then leaves. Returns how long the server's connection stayed open, in ms. */
  async function timeToClose(leave: (stream: Stream<Tick>) => Promise<unknown>): Promise<number> {
    let closed: Promise<unknown> = Promise.resolve();
    await using server = await streamServer(tick(1), (response) => {
      closed = once(response, "close");
    });
    const stream = await open({ baseURL: server.url });
    await leave(stream);
    const left = performance.now();
    await closed;
    return performance.now() - left;
  }

  test.each<[string, (stream: Stream<Tick>) => Promise<unknown>]>([
    [
      "break",
      async (stream) => {
        for await (const _ of stream) break;
      },
    ],
    [
      "an exception",
      async (stream) =>
        failureOf(
          (async () => {
            for await (const _ of stream) throw new Error("enough");
          })(),
        ),
    ],
    ["close() before it is iterated", async (stream) => stream.close()],
    ["cancelling its bytes", async (stream) => stream.toReadableStream().cancel()],
  ])("by %s closes the connection within 20 ms", async (_, leave) => {
    const times: number[] = [];
    // The best of several times: the machine may be busy.
    while (times.length < 10 && Math.min(...times) >= 20) times.push(await timeToClose(leave));
    expect(Math.min(...times)).toBeLessThan(20);
  });

  test("by close() ends a loop that waits for an item", async () => {
    await using server = await streamServer(tick(1));
    const stream = await open({ baseURL: server.url });
    const items: Tick[] = [];
    const loop = (async () => {
      for await (const item of stream) {
        items.push(item);
        void setImmediate().then(() => stream.close());
      }
    })();
    await loop;
    expect(items).toEqual([{ n: 1 }]);
  });

  test("by the signal closes the connection, and a loop throws an APIUserAbortError", async () => {
    let closed: Promise<unknown> = Promise.resolve();
    await using server = await streamServer(tick(1), (response) => {
      closed = once(response, "close");
    });
    const controller = new AbortController();
    const reason = new Error("changed my mind");
    const loop = (async () => {
      for await (const _ of await open({ baseURL: server.url }, {}, { signal: controller.signal })) {
        void setImmediate().then(() => controller.abort(reason));
      }
    })();
    expect(await failureOf(loop)).toMatchObject({ name: "APIUserAbortError", cause: reason });
    await closed;
  });
});

describe("time limits", () => {
  /** Reads a stream in simulated time, until it fails. */
  async function failing(
    own: StreamOptions,
    more: readonly string[] = [],
  ): Promise<[unknown, FakeClock, number]> {
    let last: ServerResponse | undefined;
    await using server = await streamServer(tick(1), (response) => {
      last = response;
    });
    const clock = new FakeClock();
    const stream = await open({ baseURL: server.url, clock }, {}, own);
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    let isOver = false;
    const started = clock.now();
    const failure = failureOf(iterator.next()).finally(() => {
      isOver = true;
    });
    for (const text of more) {
      await clock.advance(900);
      last?.write(text);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    while (!isOver) await clock.advance(100);
    return [await failure, clock, clock.now() - started];
  }

  test("a server that stalls is a timeout error that names the limit", async () => {
    const [error, clock, took] = await failing({ stallTimeout: 1000 });
    expect(error).toMatchObject({
      name: "APIConnectionTimeoutError",
      message: "the stream sent nothing for 1000 ms (stallTimeout) (GET /v1/ticks)",
    });
    expect([took, clock.pending]).toEqual([1000, 0]);
  });

  test("heartbeat comments restart stallTimeout", async () => {
    const [error, , took] = await failing({ stallTimeout: 1000 }, [": ping\n", ": ping\n"]);
    expect(error).toMatchObject({ name: "APIConnectionTimeoutError" });
    expect(took).toBe(2800);
  });

  test("stallTimeout is timeout by default; a stream may take longer in total", async () => {
    const clock = new FakeClock();
    function* slow(): Generator<string> {
      for (let n = 0; n < 100; n++) {
        clock.freeze(59_000);
        yield tick(n);
      }
    }
    const items = await collect(await open({ fetch: fetchOf(slow()), clock }));
    expect(items.length).toBe(100);
    const [error] = await failing({ timeout: 3000 });
    expect(error).toMatchObject({ message: expect.stringContaining("3000 ms (stallTimeout)") });
  });

  test("time that the program takes for an item does not count", async () => {
    const clock = new FakeClock();
    const stream = await open({ fetch: fetchOf([tick(1), tick(2)]), clock });
    let count = 0;
    for await (const _ of stream) {
      count++;
      await clock.advance(10 * 60_000);
    }
    expect(count).toBe(2);
  });

  test("deadline includes the stream", async () => {
    const [error, clock, took] = await failing({ deadline: 5000 });
    expect(error).toMatchObject({
      name: "APIConnectionTimeoutError",
      message: expect.stringContaining("5000 ms (deadline)"),
    });
    expect([took, clock.pending]).toEqual([5000, 0]);
  });
});

describe("the cost of a stream", () => {
  test("its slot of the rate limit is free again like that of a call whose response has begun", async () => {
    const clock = new FakeClock();
    const endless = await fetchOf([tick(1), tick(2)])("");
    const fetch = scriptedFetch(() => endless, json({ id: "1" }));
    const client = shop({ fetch, clock, rateLimit: { requests: 1, perSeconds: 1 } });
    const stream = (await client.stream(ticks()))[Symbol.asyncIterator]();
    await stream.next();
    const started = clock.now();
    expect(await clock.finish(client.request(retrieveItem, { id: "1" }))).toEqual({ id: "1" });
    expect(clock.now() - started).toBeLessThanOrEqual(1000);
    expect(await stream.next()).toEqual({ done: false, value: { n: 2 } });
  });

  test("a program that does not read stops the server: only buffers are filled", async () => {
    const chunk = tick(1).repeat(4096);
    let written = 0;
    let isBlocked: (() => void) | undefined;
    const blocked = new Promise<void>((resolve) => {
      isBlocked = resolve;
    });
    await using server = await streamServer(tick(0), (response) => {
      const write = (): void => {
        while (!response.destroyed) {
          written += chunk.length;
          if (response.write(chunk)) continue;
          const timer = setTimeout(() => isBlocked?.(), 300);
          response.once("drain", () => {
            clearTimeout(timer);
            write();
          });
          return;
        }
      };
      write();
    });
    const stream = await open({ baseURL: server.url });
    for await (const _ of stream) {
      await blocked;
      break;
    }
    expect(written).toBeLessThan(32 * 2 ** 20);
  });

  test("memory is constant over a stream of 1 GB", async () => {
    const SIZE = 2 ** 30;
    const event = `data: {"n":1,"text":"${"x".repeat(64 * 1024)}"}\n\n`;
    const count = Math.ceil(SIZE / event.length);
    await using server = await streamServer("", (response) => {
      let left = count;
      const write = (): void => {
        while (left-- > 0) if (!response.write(event)) return void response.once("drain", write);
        response.end("data: [DONE]\n\n");
      };
      write();
    });
    const read = async (most: number): Promise<number> => {
      let received = 0;
      for await (const { n } of shop({ baseURL: server.url }).stream(ticks({ end: "[DONE]" }))) {
        received += n;
        if (received === most) break;
      }
      return received;
    };
    await read(1000);
    let received = 0;
    const peak = await peakMemoryOf(async () => {
      received = await read(Infinity);
    });
    expect(received).toBe(count);
    expect(peak).toBeLessThan(256 * 2 ** 20);
  });
});

test("streamOf creates a stream for tests of code that calls an API", async () => {
  const items = [{ n: 1 }, { error: "is data" }, "[DONE]?", null, []];
  expect(await collect(streamOf(items))).toEqual(items);
  const { data, response } = await streamOf([1]).withResponse();
  expect([response.status, await collect(data.events())]).toEqual([
    200,
    [{ event: "message", id: "", data: 1 }],
  ]);
  for await (const _ of streamOf([1, 2])) break;
});

test("a call without a stream of the same operation returns its result", async () => {
  const chat = streamOperation<{ stream?: boolean }, Tick, { id: string }>(
    { id: "chat", method: "POST", path: "/chat", body: "json" },
    eventStream,
  );
  const client = shop({ fetch: async () => json({ id: "1" }) });
  const whole = await client.request(chat, { stream: false });
  expect(whole.id).toBe("1");
  expect(operation(chat)["~encoders"]).toBeUndefined();
});
