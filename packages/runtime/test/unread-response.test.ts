// An unread response of asResponse(): the limits of its call apply until its body has ended.
import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import type { Fetch, RequestOptions } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { startServer, type TestServer } from "./support/server.js";
import { json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";
import { VisitorClock } from "./support/visitor-clock.js";

/** A server that sends the beginning of a body and then nothing. `closed` resolves when the connection is closed. */
async function stallingServer(): Promise<{ server: TestServer; closed: Promise<unknown> }> {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const server = await startServer((_, response) => {
    response.on("close", close);
    response.writeHead(200, { "content-type": "application/json" }).write('{"id":');
  });
  return { server, closed };
}

/** A response with a body of these chunks, one per read; it never ends if the last one is missing. */
function bodyOf(...chunks: readonly (string | undefined)[]): Fetch & { isCancelled: boolean } {
  const left = [...chunks];
  const fetch: Fetch = async () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          if (left.length === 0) return controller.close();
          const chunk = left.shift();
          if (chunk === undefined) return new Promise(() => {});
          return controller.enqueue(new TextEncoder().encode(chunk));
        },
        cancel() {
          state.isCancelled = true;
        },
      }),
      { status: 201, headers: { "x-a": "b" } },
    );
  const state = Object.assign(fetch, { isCancelled: false });
  return state;
}

/** Collects garbage and runs the callbacks of finalization registries. An exception of a callback fails the test run. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const dropped = new WeakRef({});
  while (dropped.deref() !== undefined) {
    await setImmediate();
    (runInNewContext("gc") as () => void)();
  }
  await setImmediate();
}

const readers: Readonly<Record<string, (response: Response) => Promise<unknown>>> = {
  "text()": (response) => response.text(),
  "json()": (response) => response.json(),
  "arrayBuffer()": (response) => response.arrayBuffer(),
  "text() of a clone": (response) => response.clone().text(),
  "the stream": async (response) => {
    for await (const _ of response.body as ReadableStream<Uint8Array>);
  },
};

describe.each(Object.entries(readers))("reading the body with %s", (_, read) => {
  test.each([["signal"], ["deadline"], ["timeout"]])(
    "rejects and closes the connection when the %s ends the call",
    async (limit) => {
      const { server, closed } = await stallingServer();
      await using _server = server;
      const clock = new FakeClock();
      const controller = new AbortController();
      const options: RequestOptions = limit === "signal" ? { signal: controller.signal } : { [limit]: 200 };
      const response = await shop({ baseURL: server.url, clock })
        .request(retrieveItem, { id: "1" }, options)
        .asResponse();
      const outcome = read(response).catch((error: unknown) => error);
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
});

describe("a response from asResponse()", () => {
  test("times out even when nobody reads it, and rejects a later read", async () => {
    const { server, closed } = await stallingServer();
    await using _server = server;
    const clock = new FakeClock();
    const response = await shop({ baseURL: server.url, clock, timeout: 50 })
      .request(retrieveItem, { id: "1" })
      .asResponse();
    await clock.advance(50);
    await closed;
    await expect(response.text()).rejects.toMatchObject({ name: "APIConnectionTimeoutError" });
  });

  test("rejects and cancels its body when a custom fetch ignores the signal", async () => {
    const fetch = bodyOf("a", undefined);
    const controller = new AbortController();
    const response = await shop({ fetch })
      .request(retrieveItem, { id: "1" }, { signal: controller.signal })
      .asResponse();
    const text = response.text();
    await setImmediate();
    controller.abort();
    await expect(text).rejects.toMatchObject({ name: "APIUserAbortError" });
    expect(fetch.isCancelled).toBe(true);
  });

  test("shares the attempt's timeout between headers and body", async () => {
    const clock = new FakeClock();
    const body = bodyOf("a", undefined);
    const fetch: Fetch = async (url, init) => {
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, 60));
      return body(url, init);
    };
    const pending = shop({ fetch, clock, timeout: 100 }).request(retrieveItem, { id: "1" }).asResponse();
    await clock.advance(60);
    const outcome = (await pending).text().catch((error: unknown) => error);
    await clock.advance(39);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    expect(await outcome).toMatchObject({ message: expect.stringContaining("100 ms (timeout)") });
  });

  test.each([
    ["was read to its end", (response: Response): Promise<unknown> => response.text()],
    ["was cancelled", (response: Response): Promise<unknown> | undefined => response.body?.cancel()],
    [
      "was read only partly",
      async (response: Response): Promise<void> => {
        for await (const _ of response.body as ReadableStream<Uint8Array>) break;
      },
    ],
  ])("leaves no timer and no listener once it %s", async (_, end) => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    const response = await shop({ fetch: bodyOf("a", "b"), clock })
      .request(retrieveItem, { id: "1" }, { signal, deadline: 1_000 })
      .asResponse();
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([1, 1]);
    await end(response);
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  test("leaves no timer and no listener when it has no body", async () => {
    const clock = new FakeClock();
    const { signal } = new AbortController();
    const response = await shop({ fetch: async () => new Response(null, { status: 204 }), clock })
      .request(retrieveItem, { id: "1" }, { signal })
      .asResponse();
    expect([response.status, response.body]).toEqual([204, null]);
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  test.each([["before it is read"], ["in the middle of its body"]])(
    "leaves no timer, listener or connection when it is garbage-collected %s",
    async (when) => {
      const { server, closed } = await stallingServer();
      await using _server = server;
      const clock = new FakeClock();
      const { signal } = new AbortController();
      await (async () => {
        const response = await shop({ baseURL: server.url, clock })
          .request(retrieveItem, { id: "1" }, { signal })
          .asResponse();
        if (when === "in the middle of its body") {
          const reader = (response.body as ReadableStream<Uint8Array>).getReader();
          await reader.read();
        }
      })();
      expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([1, 1]);
      while (clock.pending > 0) await collectGarbage();
      expect(getEventListeners(signal, "abort")).toEqual([]);
      await closed;
    },
  );

  test("leaves its timer to its request when it is garbage-collected where timers belong to requests", async () => {
    const { server, closed } = await stallingServer();
    await using _server = server;
    const time = new FakeClock();
    const clock = new VisitorClock(time);
    // Without a rate limit, the only timer is that of the response.
    const client = shop({ baseURL: server.url, clock, rateLimit: false });
    await clock.visit("visitor", async () => {
      await client.request(retrieveItem, { id: "1" }, { timeout: 1_000 }).asResponse();
    });
    expect(time.pending).toBe(1);
    await collectGarbage();
    expect(time.pending).toBe(1);
    await time.advance(1_000);
    await closed;
  });

  test("behaves like a response from fetch", async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(201, { "x-a": "b" }).end('{"id":"1"}'),
    );
    const take = (): Promise<Response> =>
      shop({ baseURL: server.url }).request(retrieveItem, { id: "1" }).asResponse();
    const response = await take();
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.ok, response.headers.get("x-a")]).toEqual([201, true, "b"]);
    expect([response.url, response.redirected]).toEqual([`${server.url}/v1/items/1`, false]);
    expect(response.bodyUsed).toBe(false);
    const clone = response.clone();
    expect(await response.json()).toEqual({ id: "1" });
    expect([response.bodyUsed, clone.bodyUsed]).toEqual([true, false]);
    await expect(response.text()).rejects.toThrow(TypeError);
    expect([clone.status, await clone.text()]).toEqual([201, '{"id":"1"}']);
    expect(await (await take()).blob()).toMatchObject({ size: 10 });
  });

  test("passes every chunk on without transferring its buffer", async () => {
    const shared = new TextEncoder().encode("shared");
    const chunks = [shared, new Uint8Array(), shared.subarray(0, 3), new Uint8Array(200_000).fill(120)];
    const fetch: Fetch = async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            for (const chunk of chunks) controller.enqueue(chunk);
            controller.close();
          },
        }),
      );
    const response = await shop({ fetch }).request(retrieveItem, { id: "1" }).asResponse();
    expect(await response.text()).toBe(`sharedsha${"x".repeat(200_000)}`);
    expect(new TextDecoder().decode(shared)).toBe("shared");
  });

  test("rejects with a TypeError, as fetch does, when the server hangs up", async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
    });
    const clock = new FakeClock();
    const response = await shop({ baseURL: server.url, clock })
      .request(retrieveItem, { id: "1" })
      .asResponse();
    await expect(response.text()).rejects.toThrow(TypeError);
    expect([server.arrived.length, clock.pending]).toEqual([1, 0]);
  });

  test("can be read while a test replaces setTimeout by a function that returns nothing", async () => {
    vi.stubGlobal("setTimeout", () => {});
    try {
      const response = await shop({ fetch: scriptedFetch(json({ id: "1" })) })
        .request(retrieveItem, { id: "1" })
        .asResponse();
      expect(await response.json()).toEqual({ id: "1" });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("is fetch's own response when no limit applies", async () => {
    const given = new Response("text");
    const client = shop({ fetch: async () => given, timeout: Number.POSITIVE_INFINITY });
    expect(await client.request(retrieveItem, { id: "1" }).asResponse()).toBe(given);
  });

  test("does not hold a rate-limit slot while its body is open", async () => {
    const client = shop({
      fetch: bodyOf("a", undefined),
      rateLimit: { requests: 1 },
      clock: new FakeClock(),
    });
    const response = await client.request(retrieveItem, { id: "1" }).asResponse();
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: 1 });
    await response.body?.cancel();
  });

  test("is retried and rejects with an HTTP error like any other call", async () => {
    const fetch = scriptedFetch(new Response("no", { status: 503, headers: { "retry-after": "0" } }));
    const call = shop({ fetch, maxRetries: 1 }).request(retrieveItem, { id: "1" }).asResponse();
    await expect(call).rejects.toMatchObject({ status: 503 });
    expect(fetch.sent).toHaveLength(2);
  });
});
