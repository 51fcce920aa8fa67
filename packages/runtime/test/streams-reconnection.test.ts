// Streams that reconnect, if the program chooses so: with the header Last-Event-ID, and never with an event twice.
import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { APIError, type ClientOptions } from "../src/index.js";
import { eventStream, type StreamDescription, type StreamOptions } from "../src/streams/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, type Sent, scriptedFetch, shop } from "./support/shop.js";
import { failureOf, type Tick, ticks } from "./support/streams.js";

/** A response that sends this text. Then its connection breaks, or it ends. */
function part(text: string, end: "breaks" | "ends" = "breaks"): () => Response {
  return () => {
    const chunks = [text];
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk !== undefined) controller.enqueue(new TextEncoder().encode(chunk));
          else if (end === "ends") controller.close();
          else controller.error(Object.assign(new TypeError("terminated"), { code: "ECONNRESET" }));
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

const tick = (n: number, more = ""): string => `id: ${n}\n${more}data: {"n":${n}}\n\n`;

interface Outcome {
  readonly items: readonly Tick[];
  readonly error: unknown;
  /** The last event ids of the requests. */
  readonly ids: readonly (string | null)[];
  readonly sent: readonly Sent[];
  /** How long it took in simulated time, in ms. */
  readonly took: number;
}

/** Reads a stream whose connections are these parts. */
async function reading(
  parts: readonly (() => Response)[],
  own: StreamOptions,
  description: StreamDescription = {},
  options: ClientOptions = {},
  method = "GET",
): Promise<Outcome> {
  const clock = new FakeClock();
  const fetch = scriptedFetch(...parts);
  const items: Tick[] = [];
  const operation = ticks(description, eventStream, method);
  const loop = async (): Promise<void> => {
    for await (const item of shop({ fetch, clock, maxRetries: 0, ...options }).stream(operation, {}, own)) {
      items.push(item);
    }
  };
  const started = clock.now();
  const error = await clock.finish(failureOf(loop()));
  expect(clock.pending).toBe(0);
  const ids = fetch.sent.map(({ headers }) => headers.get("last-event-id"));
  return { items, error, ids, sent: fetch.sent, took: clock.now() - started };
}

const numbers = ({ items }: Outcome): readonly number[] => items.map(({ n }) => n);

/** A clock whose timers fire late, like after the suspension of a laptop. */
class LateClock extends FakeClock {
  override setTimeout(callback: () => void, milliseconds: number): unknown {
    return super.setTimeout(callback, milliseconds + 10_000);
  }
}

describe("a stream whose connection breaks", () => {
  test("does not reconnect by default", async () => {
    const outcome = await reading([part(tick(1))], {});
    expect(outcome).toMatchObject({ ids: [null], error: { name: "APIConnectionError" } });
  });

  test("continues after the last event", async () => {
    const parts = [part(tick(1) + tick(2)), part(tick(3)), part(tick(4), "ends")];
    const outcome = await reading(parts, { reconnects: 1 });
    expect(outcome).toMatchObject({ ids: [null, "2", "3"], error: undefined });
    expect(numbers(outcome)).toEqual([1, 2, 3, 4]);
  });

  test("receives an event once if the connection broke within it", async () => {
    const parts = [part(`${tick(1)}id: 2\ndata: {"n":2}\n`), part(tick(2) + tick(3), "ends")];
    const outcome = await reading(parts, { reconnects: 1 });
    expect(outcome).toMatchObject({ ids: [null, "1"], error: undefined });
    expect(numbers(outcome)).toEqual([1, 2, 3]);
  });

  test("reconnects and ends with the signal of another library, and leaves no listener", async () => {
    const signal = Object.assign(new EventTarget(), { aborted: false });
    const own = { reconnects: 1, signal: signal as EventTarget as AbortSignal };
    const whole = await reading([part(tick(1)), part(tick(2), "ends")], own);
    expect(numbers(whole)).toEqual([1, 2]);
    await setImmediate();
    expect(getEventListeners(signal, "abort")).toEqual([]);

    const pieces = [
      part(tick(1)),
      () => {
        throw abort();
      },
    ];
    const abort = (): Error => {
      signal.aborted = true;
      signal.dispatchEvent(new Event("abort"));
      return new TypeError("fetch failed");
    };
    expect(await reading(pieces, own)).toMatchObject({
      error: { name: "APIUserAbortError" },
      ids: [null, "1"],
    });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("leaves no listener at the signal if the call fails", async () => {
    const { signal } = new AbortController();
    for (const answer of [json({}, 404), json({})]) {
      const stream = shop({ fetch: scriptedFetch(answer) }).stream(ticks(), {}, { reconnects: 1, signal });
      await expect(stream).rejects.toBeInstanceOf(APIError);
      expect(getEventListeners(signal, "abort")).toEqual([]);
    }
  });

  test("keeps the id if the next connection has none", async () => {
    const parts = [part(tick(1)), part('data: {"n":2}\n\n'), part(tick(3), "ends")];
    expect(await reading(parts, { reconnects: 1 })).toMatchObject({
      ids: [null, "1", "1"],
      error: undefined,
    });
  });

  test("waits as long as the server demands, otherwise a second that doubles with each failure", async () => {
    const first = await reading([part(tick(1, "retry: 5\n")), part(tick(2), "ends")], { reconnects: 1 });
    expect(first.took).toBe(5);
    const outcome = await reading([part(tick(1)), part(""), part(""), part(tick(2), "ends")], {
      reconnects: 3,
    });
    expect(outcome).toMatchObject({ took: 1000 + 2000 + 4000, error: undefined });
  });

  test("gives up after as many failures in succession, with the error of the last", async () => {
    const outcome = await reading([part(tick(1)), part(tick(2)), part("")], { reconnects: 2 });
    expect(outcome).toMatchObject({ error: { name: "APIConnectionError" }, ids: [null, "1", "2", "2"] });
  });

  test("does not reconnect without an id after it has received events, since it would receive them again", async () => {
    const outcome = await reading([part('data: {"n":1}\n\n'), part(tick(1), "ends")], { reconnects: 5 });
    expect(outcome).toMatchObject({ ids: [null], error: { name: "APIConnectionError" } });
  });

  test("reconnects before the first event only if the request may be repeated", async () => {
    const parts = [part(": hello\n\n"), part(tick(1), "ends")];
    expect(numbers(await reading(parts, { reconnects: 1 }))).toEqual([1]);
    expect(await reading(parts, { reconnects: 1 }, {}, {}, "POST")).toMatchObject({ ids: [null] });
    const keyed = await reading(parts, { reconnects: 1, idempotencyKey: "k" }, {}, {}, "POST");
    expect(keyed.sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["k", "k"]);
    expect(numbers(keyed)).toEqual([1]);
  });

  test("does not reconnect after an error that the server reports", async () => {
    const parts = [part(`${tick(1)}event: error\ndata: {"message":"No."}\n\n`)];
    expect(await reading(parts, { reconnects: 5 })).toMatchObject({
      ids: [null],
      error: { name: "StreamError" },
    });
  });

  test("ends with the error of a status that a reconnection gets", async () => {
    const parts = [part(tick(1)), () => new Response('{"message":"Gone."}', { status: 404 })];
    expect(await reading(parts, { reconnects: 5 })).toMatchObject({
      ids: [null, "1"],
      error: { name: "NotFoundError", message: "404: Gone. (GET /v1/ticks)" },
    });
  });

  test("ends without an error if a reconnection gets 204", async () => {
    const parts = [part(tick(1)), () => new Response(null, { status: 204 })];
    for (const description of [{}, { end: "[DONE]" }]) {
      const outcome = await reading(parts, { reconnects: 5 }, description);
      expect(outcome).toMatchObject({ ids: [null, "1"], error: undefined });
    }
  });

  test("ends with the error of the connection if the deadline leaves no time to reconnect", async () => {
    const outcome = await reading([part(tick(1))], { reconnects: 5, deadline: 500 });
    expect(outcome).toMatchObject({
      ids: [null],
      took: 0,
      error: { message: expect.stringContaining("ECONNRESET") },
    });
  });
});

test("a deadline that passes unnoticed before a reconnection ends with the error of the connection", async () => {
  const clock = new LateClock();
  const fetch = scriptedFetch(part(tick(1)), part(tick(2), "ends"));
  const stream = await shop({ fetch, clock }).stream(ticks(), {}, { reconnects: 1, deadline: 5000 });
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const error = await clock.finish(failureOf(iterator.next()));
  expect(error).toMatchObject({ message: expect.stringContaining("ECONNRESET") });
  expect(fetch.sent).toHaveLength(1);
});

test("a stream that ends without its marker reconnects, one that ends properly does not", async () => {
  const marked = { end: "[DONE]" };
  const parts = [part(tick(1), "ends"), part(`${tick(2)}data: [DONE]\n\n`, "ends")];
  expect(await reading(parts, { reconnects: 1 }, marked)).toMatchObject({
    ids: [null, "1"],
    error: undefined,
  });
  expect(await reading(parts, { reconnects: 1 })).toMatchObject({ ids: [null], error: undefined });
});

test("a stream that stalls reconnects", async () => {
  const stalled = (): Response => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(tick(1))),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
  const outcome = await reading([stalled, part(tick(2), "ends")], { reconnects: 1, stallTimeout: 3000 });
  expect(outcome).toMatchObject({ ids: [null, "1"], error: undefined, took: 4000 });
  expect(numbers(outcome)).toEqual([1, 2]);
});

test("an id of any characters is sent as UTF-8, as the HTML standard requires", async () => {
  const utf8 = (id: string): string => Buffer.from(id).toString("latin1");
  const parts = [part('id: Größe 漢 🚀\ndata: {"n":1}\n\n'), part(tick(2), "ends")];
  const outcome = await reading(parts, { reconnects: 1, lastEventId: "é" });
  expect(outcome).toMatchObject({ ids: [utf8("é"), utf8("Größe 漢 🚀")], error: undefined });
});

test("the option lastEventId continues a stream in another call", async () => {
  expect(await reading([part(tick(4), "ends")], { lastEventId: "3" })).toMatchObject({ ids: ["3"] });
});

test("each reconnection is a request of the rate limit", async () => {
  const parts = [part(tick(1, "retry: 1\n")), part(tick(2, "retry: 1\n")), part(tick(3), "ends")];
  const rateLimit = { requests: 1, perSeconds: 1 };
  const outcome = await reading(parts, { reconnects: 1 }, {}, { rateLimit });
  expect(numbers(outcome)).toEqual([1, 2, 3]);
  expect(outcome.took).toBeGreaterThanOrEqual(2000);
});

test.each(["signal", "close()"])("%s ends the wait before a reconnection", async (way) => {
  const clock = new FakeClock();
  const controller = new AbortController();
  const fetch = scriptedFetch(part(tick(1)));
  const own = { reconnects: 1, signal: controller.signal };
  const stream = await shop({ fetch, clock }).stream(ticks(), {}, own);
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const next = iterator.next().catch((error: unknown) => error);
  await clock.advance(500);
  if (way === "signal") controller.abort();
  else stream.close();
  const expected = way === "signal" ? { name: "APIUserAbortError" } : { done: true };
  expect(await next).toMatchObject(expected);
  expect([fetch.sent.length, clock.pending]).toEqual([1, 0]);
});
