// A span, and the duration of a request, last until the body of the response has ended.
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type HrTime, SpanStatusCode } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  METRIC_HTTP_CLIENT_REQUEST_DURATION,
} from "@opentelemetry/semantic-conventions";
import { describe, expect, test } from "vitest";
import {
  type ApiClient,
  type BinaryResponse,
  type ClientOptions,
  type Fetch,
  operation,
} from "../src/index.js";
import { openTelemetry } from "../src/telemetry/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { startServer } from "./support/server.js";
import { retrieveItem, scriptedFetch, shop } from "./support/shop.js";
import { points, startTelemetry } from "./support/telemetry.js";

interface Traced {
  readonly client: ApiClient;
  readonly clock: FakeClock;
  /** Status, kind of error and state of each span that has ended. */
  ended(): readonly (readonly unknown[])[];
  /** Measured durations of the attempts, in seconds. */
  seconds(): Promise<readonly number[]>;
  /** When each span ended, in ms since 1970. */
  ends(): readonly number[];
}

function traced(fetch: Fetch | undefined, options: ClientOptions = {}): Traced {
  const { tracers, meters, spans, metrics } = startTelemetry();
  const clock = new FakeClock();
  const telemetry = openTelemetry({ trace: tracers, metrics: meters, clock });
  return {
    clock,
    client: shop({ fetch, clock, maxRetries: 0, ...options, ...telemetry }),
    ended: () =>
      spans().map(({ attributes, status }) => [
        attributes[ATTR_HTTP_RESPONSE_STATUS_CODE],
        attributes[ATTR_ERROR_TYPE],
        status.code,
      ]),
    seconds: async () =>
      points((await metrics()).get(METRIC_HTTP_CLIENT_REQUEST_DURATION)).map(
        ([value]) => (value as { readonly sum: number }).sum,
      ),
    ends: () =>
      spans().map(
        ({ endTime: [seconds, nanoseconds] }: { endTime: HrTime }) => seconds * 1e3 + nanoseconds / 1e6,
      ),
  };
}

/** A response whose headers arrive after 100 ms, and each chunk 100 ms later; an error truncates it. */
function slow(clock: () => FakeClock, chunks: readonly (string | Error)[], status = 200): Fetch {
  const wait = (): Promise<void> => new Promise((resolve) => void clock().setTimeout(resolve, 100));
  return async () => {
    const left = [...chunks];
    await wait();
    const body = new ReadableStream(
      {
        async pull(controller) {
          const chunk = left.shift();
          if (chunk === undefined) return controller.close();
          await wait();
          if (chunk instanceof Error) throw chunk;
          return controller.enqueue(new TextEncoder().encode(chunk));
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status });
  };
}

function tracedSlow(chunks: readonly (string | Error)[], status = 200, options: ClientOptions = {}): Traced {
  const all: Traced = traced(
    slow(() => all.clock, chunks, status),
    options,
  );
  return all;
}

const { ERROR, UNSET } = SpanStatusCode;

describe("the span and the duration of an attempt", () => {
  test("end when the client has read the body", async () => {
    const { client, clock, ended, seconds } = tracedSlow(['{"id"', ':"1"}']);
    const call = client.request(retrieveItem, { id: "1" });
    await clock.advance(250);
    expect(ended()).toEqual([]);
    expect(await clock.finish(call)).toEqual({ id: "1" });
    expect(ended()).toEqual([[200, undefined, UNSET]]);
    expect(await seconds()).toEqual([0.3]);
  });

  test("end when the body of an error response has been read, and have its status", async () => {
    const { client, clock, ended, seconds } = tracedSlow(["{}"], 503);
    await expect(clock.finish(client.request(retrieveItem, { id: "1" }))).rejects.toMatchObject({
      status: 503,
    });
    expect(ended()).toEqual([[503, "503", ERROR]]);
    expect(await seconds()).toEqual([0.2]);
  });

  test("end with the headers when there is no body", async () => {
    const { client, ended } = traced(scriptedFetch(new Response(null, { status: 204 })));
    await client.request(retrieveItem, { id: "1" });
    expect(ended()).toEqual([[204, undefined, UNSET]]);
  });

  test("end with the headers of a redirect, whose body is not read", async () => {
    const { client, ended } = traced(scriptedFetch(new Response("elsewhere", { status: 302 })));
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow("302");
    expect(ended()).toEqual([[302, undefined, UNSET]]);
  });

  test("have the error that cut the body off", async () => {
    const { client, clock, ended, seconds } = tracedSlow(['{"id"', new SyntaxError("secret")]);
    const call = client.request(retrieveItem, { id: "1" });
    await expect(clock.finish(call)).rejects.toMatchObject({ name: "APIConnectionError" });
    expect(ended()).toEqual([[200, "SyntaxError", ERROR]]);
    expect(await seconds()).toEqual([0.3]);
  });

  test("have the error of a real connection that is lost", async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
    });
    const { client, ended } = traced(undefined, { baseURL: server.url });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow("cut off");
    expect(ended()).toEqual([[200, "TypeError", ERROR]]);
  });

  test("have a RangeError when the body is too large", async () => {
    const { client, ended } = traced(scriptedFetch(new Response("too large")), { maxResponseBytes: 5 });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow("larger than 5 bytes");
    expect(ended()).toEqual([[200, "RangeError", ERROR]]);
  });

  test("have the timeout error when the body takes too long, even if fetch ignores signals", async () => {
    const { client, clock, ended, seconds } = tracedSlow(Array(9).fill("{"));
    const call = client.request(retrieveItem, { id: "1" }, { timeout: 250 });
    await expect(clock.finish(call)).rejects.toMatchObject({ name: "APIConnectionTimeoutError" });
    expect(ended()).toEqual([[200, "APIConnectionTimeoutError", ERROR]]);
    expect(await seconds()).toEqual([0.25]);
  });

  test("are recorded for each attempt when a call retries because a body was cut off", async () => {
    const answers = [[new Error("lost")], ["{}"]];
    const all: Traced = traced((url, init) => slow(() => all.clock, answers.shift() ?? [])(url, init), {
      maxRetries: 1,
    });
    expect(await all.clock.finish(all.client.request(retrieveItem, { id: "1" }))).toEqual({});
    expect(all.ended()).toEqual([
      [200, "Error", ERROR],
      [200, undefined, UNSET],
    ]);
  });
});

describe("the span of a response from asResponse()", () => {
  async function taken(
    chunks: readonly (string | Error)[],
    signal?: AbortSignal,
  ): Promise<Traced & { response: Response }> {
    const all = tracedSlow(chunks);
    const response = all.client.request(retrieveItem, { id: "1" }, { signal }).asResponse();
    return { ...all, response: await all.clock.finish(response) };
  }

  test("ends when the caller has read its body", async () => {
    const { response, clock, ended, seconds } = await taken(["one", " two"]);
    await clock.advance(1_000);
    expect(ended()).toEqual([]);
    expect(await clock.finish(response.text())).toBe("one two");
    expect(ended()).toEqual([[200, undefined, UNSET]]);
    expect(await seconds()).toEqual([1.3]);
  });

  test("ends without an error when the caller cancels the body", async () => {
    const { response, ended } = await taken(["one", "two"]);
    await response.body?.cancel();
    expect(ended()).toEqual([[200, undefined, UNSET]]);
  });

  test("has the error that cut the body off, or the abort", async () => {
    const broken = await taken(["one", new TypeError("secret")]);
    await expect(broken.clock.finish(broken.response.text())).rejects.toThrow(TypeError);
    expect(broken.ended()).toEqual([[200, "TypeError", ERROR]]);
    const controller = new AbortController();
    const left = await taken(["one", "two"], controller.signal);
    controller.abort();
    await expect(left.response.text()).rejects.toMatchObject({ name: "APIUserAbortError" });
    expect(left.ended()).toEqual([[200, "APIUserAbortError", ERROR]]);
  });

  test("is ended at the time of the headers once an unread response is garbage-collected", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const before = Date.now();
    const { clock, ended, seconds, ends } = await (async () => {
      const { response: _, ...all } = await taken(["one"]);
      return all;
    })();
    const headersCame = Date.now();
    await clock.advance(50);
    expect(ended()).toEqual([]);
    while (ended().length === 0) {
      collect();
      await setImmediate();
    }
    expect(ended()).toEqual([[200, undefined, UNSET]]);
    expect(await seconds()).toEqual([0.1]);
    expect(ends()[0]).toBeGreaterThanOrEqual(before);
    expect(ends()[0]).toBeLessThanOrEqual(headersCame);
  });
});

test("telemetry does not change the data or the response of a download", async () => {
  const bytes = new Uint8Array(100_000).map((_, index) => index * 7);
  await using server = await startServer((_, response) =>
    response.writeHead(201, { "content-type": "image/png" }).end(bytes),
  );
  const download = operation<object, BinaryResponse>({
    id: "download",
    method: "GET",
    path: "/",
    response: "binary",
  });
  const { client } = traced(undefined, { baseURL: server.url });
  const { data, response } = await client.request(download).withResponse();
  expect([data.headers.get("content-type"), data.status, data.url]).toEqual([
    "image/png",
    201,
    `${server.url}/`,
  ]);
  expect(response).toBe(data);
  expect(new Uint8Array(await data.arrayBuffer())).toEqual(bytes);
});
