// With the real API and SDK of OpenTelemetry, as in an application.
import * as api from "@opentelemetry/api";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
  METRIC_HTTP_CLIENT_REQUEST_DURATION,
} from "@opentelemetry/semantic-conventions";
import { ATTR_URL_TEMPLATE } from "@opentelemetry/semantic-conventions/incubating";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { APIConnectionError, type Fetch, type Middleware, NotFoundError } from "../src/index.js";
import { observeClient, openTelemetry } from "../src/telemetry/index.js";
import { redactedUrl } from "../src/telemetry/otel-attributes.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, listItems, retrieveItem, scriptedFetch, shop } from "./support/shop.js";
import { points, startTelemetry } from "./support/telemetry.js";

describe("the span of a call", () => {
  test("has the name, kind and attributes of the semantic conventions", async () => {
    const { tracers, spans } = startTelemetry();
    const client = shop({ fetch: scriptedFetch(json({ id: "1" })), ...openTelemetry({ trace: tracers }) });
    await client.request(retrieveItem, { id: "1" });
    expect(spans()).toHaveLength(1);
    const [span] = spans();
    expect([span?.name, span?.kind]).toEqual(["GET /v1/items/{id}", SpanKind.CLIENT]);
    expect(span?.status).toEqual({ code: SpanStatusCode.UNSET });
    expect(span?.attributes).toEqual({
      [ATTR_HTTP_REQUEST_METHOD]: "GET",
      [ATTR_SERVER_ADDRESS]: "shop.test",
      [ATTR_SERVER_PORT]: 443,
      [ATTR_URL_FULL]: "https://shop.test/v1/items/1",
      [ATTR_URL_TEMPLATE]: "/v1/items/{id}",
      [ATTR_HTTP_RESPONSE_STATUS_CODE]: 200,
      "copilot_sdk.operation": "retrieveItem",
    });
  });

  test("is recorded for each attempt, with the resend count on retries", async () => {
    const { tracers, spans } = startTelemetry();
    const unreachable = new TypeError("fetch failed", { cause: new Error("secret") });
    const fetch = scriptedFetch(json({}, 503, { "retry-after": "0" }), unreachable, json({}));
    const client = shop({
      fetch,
      clock: new FakeClock(),
      maxRetries: 2,
      ...openTelemetry({ trace: tracers }),
    });
    const clock = new FakeClock();
    await clock.finish(client.withOptions({ clock }).request(retrieveItem, { id: "1" }));
    const told = spans().map(({ attributes, status }) => [
      attributes[ATTR_HTTP_REQUEST_RESEND_COUNT],
      attributes[ATTR_HTTP_RESPONSE_STATUS_CODE],
      attributes[ATTR_ERROR_TYPE],
      status,
    ]);
    const { ERROR, UNSET } = SpanStatusCode;
    const message = "no response from shop.test (GET /v1/items/{id})";
    expect(told).toEqual([
      [undefined, 503, "503", { code: ERROR }],
      [1, undefined, "APIConnectionError", { code: ERROR, message }],
      [2, 200, undefined, { code: UNSET }],
    ]);
  });

  test("has the status ERROR for an error response, without its message", async () => {
    const { tracers, spans } = startTelemetry();
    const fetch = scriptedFetch(json({ message: "no item of ada@acme.example" }, 404));
    const client = shop({ fetch, ...openTelemetry({ trace: tracers }) });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toBeInstanceOf(NotFoundError);
    expect(spans()[0]?.attributes[ATTR_ERROR_TYPE]).toBe("404");
    expect(spans()[0]?.status).toEqual({ code: SpanStatusCode.ERROR });
  });

  test("has the error type of a timeout or an abort", async () => {
    const { tracers, spans } = startTelemetry();
    const clock = new FakeClock();
    const controller = new AbortController();
    const endless: Fetch = (_url, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new Error("stopped")));
      });
    const client = shop({ fetch: endless, clock, maxRetries: 0, ...openTelemetry({ trace: tracers }) });
    await clock.finish(client.request(retrieveItem, { id: "1" }, { timeout: 50 }).catch(() => {}));
    const second = client.request(retrieveItem, { id: "1" }, { signal: controller.signal });
    await clock.advance(10);
    controller.abort();
    await expect(second).rejects.toMatchObject({ name: "APIUserAbortError" });
    await clock.advance(10);
    expect(spans().map(({ attributes }) => attributes[ATTR_ERROR_TYPE])).toEqual([
      "APIConnectionTimeoutError",
      "APIUserAbortError",
    ]);
  });

  test("has the error type, but not the message, when other middleware throws", async () => {
    const { tracers, spans } = startTelemetry();
    const telemetry = openTelemetry({ trace: tracers });
    const failing: Middleware = () => async () => {
      throw new RangeError("a secret");
    };
    const client = shop({ middleware: [...telemetry.middleware, failing] });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow("a secret");
    expect(spans()[0]?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(spans()[0]?.attributes[ATTR_ERROR_TYPE]).toBe("RangeError");
  });

  test("is a child of the active span, also for the next pages of a list", async () => {
    const { tracers, spans } = startTelemetry();
    const fetch = scriptedFetch(json({ data: [], nextToken: "b" }), json({ data: [] }));
    const client = shop({ fetch, ...openTelemetry({ trace: tracers }) });
    const parent = tracers.getTracer("test").startSpan("job");
    await context.with(trace.setSpan(context.active(), parent), () => client.page(listItems).toArray());
    const parents = spans().map(({ parentSpanContext }) => parentSpanContext?.spanId);
    expect(parents).toEqual([parent.spanContext().spanId, parent.spanContext().spanId]);
  });
});

describe("the active span", () => {
  test("is the span of the attempt while fetch runs, if the context is passed", async () => {
    const { tracers, spans } = startTelemetry();
    let active: string | undefined;
    const fetch: Fetch = async () => {
      active = trace.getSpan(context.active())?.spanContext().spanId;
      return json({});
    };
    const telemetry = openTelemetry({
      trace: { getTracer: (name) => tracers.getTracer(name), setSpan: trace.setSpan },
      context,
    });
    await shop({ fetch, ...telemetry }).request(retrieveItem, { id: "1" });
    expect(active).toBe(spans()[0]?.spanContext().spanId);
    expect(active).toMatch(/^[0-9a-f]{16}$/);
  });

  test("is propagated to the server only if a propagator is passed", async () => {
    const { tracers, spans } = startTelemetry();
    const tracing = { getTracer: (name: string) => tracers.getTracer(name), setSpan: trace.setSpan };
    const fetch = scriptedFetch(json({}));
    const propagation = new W3CTraceContextPropagator();
    await shop({ fetch, ...openTelemetry({ trace: tracing, context }) }).request(retrieveItem, { id: "1" });
    await shop({ fetch, ...openTelemetry({ trace: tracing, context, propagation }) }).request(retrieveItem, {
      id: "1",
    });
    const { traceId, spanId } = spans()[1]?.spanContext() ?? {};
    expect(fetch.sent.map(({ headers }) => headers.get("traceparent"))).toEqual([
      null,
      `00-${traceId}-${spanId}-01`,
    ]);
  });

  test("cannot be propagated without trace and context", () => {
    const propagation = new W3CTraceContextPropagator();
    expect(() => openTelemetry({ propagation })).toThrow(TypeError);
    expect(() => openTelemetry({ propagation, trace })).toThrow(/requires trace and context/);
  });
});

describe("url.full", () => {
  test("contains the names of all query parameters, but only the values of shownQuery", async () => {
    const { tracers, spans } = startTelemetry();
    const fetch = scriptedFetch(json({ data: [] }));
    const telemetry = openTelemetry({ trace: tracers, shownQuery: ["limit"] });
    const options = { query: { email: "ada@acme.example", token: "t" } };
    await shop({ fetch, ...telemetry }).page(listItems, { limit: 5 }, options);
    expect(spans()[0]?.attributes[ATTR_URL_FULL]).toBe(
      "https://shop.test/v1/items?limit=5&email=REDACTED&token=REDACTED",
    );
  });

  test("never contains a user, a password, a query value or a fragment", () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{8,20}$/).map((text) => `Zq${text}`);
    fc.assert(
      fc.property(secret, secret, secret, secret, (user, password, value, fragment) => {
        const url = new URL(
          `https://${user}:${password}@shop.test:8443/v1?a=${value}&b=${value}#${fragment}`,
        );
        expect(redactedUrl(url, ["c"])).toBe(
          "https://REDACTED:REDACTED@shop.test:8443/v1?a=REDACTED&b=REDACTED",
        );
      }),
    );
  });

  test("comes with server.address without brackets, and server.port", async () => {
    const { tracers, spans } = startTelemetry();
    const telemetry = openTelemetry({ trace: tracers });
    for (const baseURL of ["http://[::1]", "http://shop.test:8080", "https://shop.test"]) {
      await shop({ baseURL, fetch: scriptedFetch(json({})), ...telemetry }).request(retrieveItem, {
        id: "1",
      });
    }
    const places = spans().map(({ attributes }) => [
      attributes[ATTR_SERVER_ADDRESS],
      attributes[ATTR_SERVER_PORT],
    ]);
    expect(places).toEqual([
      ["::1", 80],
      ["shop.test", 8080],
      ["shop.test", 443],
    ]);
  });
});

describe("the duration of requests", () => {
  test("is measured in seconds, with the attributes and bucket boundaries of the conventions", async () => {
    const { meters, metrics } = startTelemetry();
    const clock = new FakeClock();
    const fetch: Fetch = async () => {
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, 250));
      return json({}, 200);
    };
    const client = shop({ fetch, clock, ...openTelemetry({ metrics: meters, clock }) });
    await clock.finish(client.request(retrieveItem, { id: "1" }));
    const metric = (await metrics()).get(METRIC_HTTP_CLIENT_REQUEST_DURATION);
    expect(metric?.descriptor).toMatchObject({
      unit: "s",
      advice: {
        explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      },
    });
    expect(points(metric)).toEqual([
      [
        { count: 1, sum: 0.25 },
        {
          [ATTR_HTTP_REQUEST_METHOD]: "GET",
          [ATTR_SERVER_ADDRESS]: "shop.test",
          [ATTR_SERVER_PORT]: 443,
          [ATTR_URL_TEMPLATE]: "/v1/items/{id}",
          [ATTR_HTTP_RESPONSE_STATUS_CODE]: 200,
        },
      ],
    ]);
  });

  test("is measured for failed attempts too, with their error type", async () => {
    const { meters, metrics } = startTelemetry();
    const telemetry = openTelemetry({ metrics: meters });
    for (const answer of [json({}, 500), new TypeError("fetch failed")]) {
      const client = shop({ fetch: scriptedFetch(answer), maxRetries: 0, ...telemetry });
      await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow();
    }
    const metric = (await metrics()).get(METRIC_HTTP_CLIENT_REQUEST_DURATION);
    const kinds = metric?.dataPoints.map(({ attributes }) => attributes[ATTR_ERROR_TYPE]);
    expect(kinds).toEqual(["500", APIConnectionError.name]);
  });
});

describe("broken telemetry", () => {
  const broken = (): never => {
    throw new Error("broken telemetry");
  };
  const brokenSpan = { setAttribute: broken, setStatus: broken, end: broken };
  const brokenInstrument = { record: broken, add: broken, addCallback: broken, removeCallback: broken };
  const brokenMeter = { createHistogram: broken, createCounter: broken, createObservableGauge: broken };
  const meter = {
    createHistogram: () => brokenInstrument,
    createCounter: () => brokenInstrument,
    createObservableGauge: () => brokenInstrument,
  };
  const fine = { getTracer: () => ({ startSpan: () => brokenSpan }), setSpan: () => ({}) };

  test.each<[string, Parameters<typeof openTelemetry>[0]]>([
    ["getTracer throws", { trace: { getTracer: broken } }],
    ["startSpan throws", { trace: { getTracer: () => ({ startSpan: broken }) } }],
    ["the span throws", { trace: fine }],
    ["getMeter throws", { metrics: { getMeter: broken } }],
    ["creating instruments throws", { metrics: { getMeter: () => brokenMeter } }],
    ["the instruments throw", { metrics: { getMeter: () => meter } }],
    ["context.active throws", { trace: fine, context: { active: broken, with: broken } }],
    ["context.with throws before the call", { trace: fine, context: { active: () => ({}), with: broken } }],
    [
      "context.with throws after the call",
      {
        trace: fine,
        context: {
          active: () => ({}),
          with: (_, work) => {
            work();
            return broken();
          },
        },
      },
    ],
    [
      "the propagator throws",
      {
        trace: fine,
        context: { active: () => ({}), with: (_, work) => work() },
        propagation: { inject: broken },
      },
    ],
    [
      "everything throws, including onError",
      { trace: { getTracer: broken }, metrics: { getMeter: broken }, onError: broken },
    ],
    ["the options have the wrong types", { trace: {} as never, metrics: 7 as never }],
  ])("does not affect a call: %s", async (_, options) => {
    const fetch = scriptedFetch(json({}, 429, { "retry-after": "0" }), json({ id: "1" }));
    const client = shop({ fetch, ...openTelemetry(options) });
    expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "1" });
    expect(fetch.sent).toHaveLength(2);
    openTelemetry(options).onEvent({ kind: "queued", operation: "retrieveItem", waited: 1 });
  });

  test("is reported to onError once", async () => {
    const errors: unknown[] = [];
    const telemetry = openTelemetry({ trace: { getTracer: broken }, onError: (error) => errors.push(error) });
    const client = shop({ fetch: scriptedFetch(json({})), ...telemetry });
    await client.request(retrieveItem, { id: "1" });
    await client.request(retrieveItem, { id: "1" });
    expect(errors).toEqual([new Error("broken telemetry")]);
  });
});

test("openTelemetry accepts the whole API module, and a call succeeds without an SDK", async () => {
  const fetch = scriptedFetch(json({ id: "1" }));
  const client = shop({ fetch, ...openTelemetry(api) });
  expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "1" });
});

describe("client metrics", () => {
  test("record the time in the queue, refusals by cause, and retries by error type", async () => {
    const { meters, metrics } = startTelemetry();
    const clock = new FakeClock();
    const fetch = scriptedFetch(
      json({}, 429, { "retry-after": "2" }),
      json({}, 503, { "retry-after": "0" }),
      json({}),
    );
    const client = shop({ fetch, clock, rateLimit: {}, ...openTelemetry({ metrics: meters, clock }) });
    await clock.finish(client.request(retrieveItem, { id: "1" }));
    const spent = scriptedFetch(json({ code: "quota_exceeded" }, 429));
    // After the refusal the limit is small: the second call would wait, too.
    await clock.advance(10_000);
    await client
      .withOptions({ fetch: spent, rateLimit: false })
      .request(retrieveItem, { id: "1" })
      .catch(() => {});
    const measured = await metrics();
    const operation = { "copilot_sdk.operation": "retrieveItem" };
    const queue = measured.get("copilot_sdk.client.queue.duration");
    // After the 429, the first retry waits for two seconds, and the second one for the limit, which starts with one request.
    expect([queue?.descriptor.unit, points(queue)]).toEqual(["s", [[{ count: 2, sum: 2.1 }, operation]]]);
    expect(points(measured.get("copilot_sdk.client.refusals"))).toEqual([
      [1, { ...operation, "copilot_sdk.refusal.cause": "rate" }],
      [1, { ...operation, "copilot_sdk.refusal.cause": "quota" }],
    ]);
    expect(points(measured.get("copilot_sdk.client.retries"))).toEqual([
      [1, { ...operation, "error.type": "429" }],
      [1, { ...operation, "error.type": "503" }],
    ]);
  });

  test("include gauges, which are read until observeClient is stopped", async () => {
    const { meters, metrics } = startTelemetry();
    const quota = { state: async () => ({ used: 1_200, remaining: 800 }) };
    let reads = 0;
    const rateLimit = {
      state: () => {
        reads++;
        return { queued: 3, inFlight: 2 };
      },
    };
    const client = { baseURL: "https://shop.test", rateLimit, quota };
    const stop = observeClient(meters, client);
    const read = await metrics();
    const place = { [ATTR_SERVER_ADDRESS]: "shop.test" };
    const values = ["queue.length", "requests.active", "quota.used", "quota.remaining"].map((name) =>
      points(read.get(`copilot_sdk.client.${name}`)),
    );
    expect(values).toEqual([[[3, place]], [[2, place]], [[1_200, place]], [[800, place]]]);
    stop();
    const until = reads;
    await metrics();
    expect([until, reads]).toEqual([2, 2]);
  });

  test("include the rate limit and quota of a real client", async () => {
    const { meters, metrics } = startTelemetry();
    const options = {
      rateLimit: {},
      quota: { limit: 100 },
      apiKey: "a key of its own",
      clock: new FakeClock(),
    };
    const client = shop({ fetch: scriptedFetch(json({})), ...options });
    observeClient(meters, client);
    await client.request(retrieveItem, { id: "1" });
    const read = [...(await metrics()).values()].flatMap((metric) => points(metric).map(([value]) => value));
    expect(read).toEqual([0, 0, 1, 99]);
  });

  test("omit gauges for a client without rate limit or quota, or with an unlimited quota", async () => {
    const { meters, metrics } = startTelemetry();
    observeClient(meters, shop());
    observeClient(meters, {
      baseURL: "https://unlimited.test",
      rateLimit: { state: () => undefined },
      quota: { state: () => ({ used: 5, remaining: Number.POSITIVE_INFINITY }) },
    });
    const read = [...(await metrics()).values()].flatMap((metric) => points(metric));
    expect(read).toEqual([[5, { [ATTR_SERVER_ADDRESS]: "unlimited.test" }]]);
  });
});
