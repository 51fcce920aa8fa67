import { describe, expect, test } from "vitest";
import { APIUserAbortError, type Logger, type LogLevel, type Middleware } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { json, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

describe("middleware", () => {
  test("wraps each attempt, the first in the list outermost", async () => {
    const seen: string[] = [];
    const named =
      (name: string): Middleware =>
      (next) =>
      async (request) => {
        seen.push(`${name} ${request.operation} ${request.attempt}`);
        const response = await next(request);
        seen.push(`${name} ${response.status}`);
        return response;
      };
    const fetch = scriptedFetch(json({}, 429, { "retry-after": "0" }), json({ id: "1" }));
    const client = shop({ fetch, middleware: [named("outer"), named("inner")] });
    expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "1" });
    expect(seen).toEqual([
      ...["outer retrieveItem 1", "inner retrieveItem 1", "inner 429", "outer 429"],
      ...["outer retrieveItem 2", "inner retrieveItem 2", "inner 200", "outer 200"],
    ]);
  });

  test("can change the request of one attempt, and the response", async () => {
    const fetch = scriptedFetch(json({}, 500, { "retry-after": "0" }), json({ id: "server" }));
    const changed: Middleware = (next) => async (request) => {
      request.headers.append("x-attempt", String(request.attempt));
      await next({ ...request, url: `${request.url}?traced=1` }).then((response) => response.clone().text());
      return json({ id: "middleware" });
    };
    expect(await shop({ fetch, middleware: [changed] }).request(retrieveItem, { id: "1" })).toEqual({
      id: "middleware",
    });
    const again: Middleware = (next) => (request) => {
      request.headers.append("x-attempt", String(request.attempt));
      return next(request);
    };
    const second = scriptedFetch(json({}, 500, { "retry-after": "0" }), json({}));
    await shop({ fetch: second, middleware: [again] }).request(retrieveItem, { id: "1" });
    expect(fetch.sent[0]?.url.search).toBe("?traced=1");
    expect(second.sent.map(({ headers }) => headers.get("x-attempt"))).toEqual(["1", "2"]);
  });

  test("that throws rejects the call with the same error, without a retry", async () => {
    const mine = new Error("mine");
    let calls = 0;
    const failing: Middleware = () => async () => {
      calls++;
      throw mine;
    };
    await expect(shop({ middleware: [failing] }).request(retrieveItem, { id: "1" })).rejects.toBe(mine);
    expect(calls).toBe(1);
  });

  test("that responds without calling next takes no slot, and cannot send later", async () => {
    const fetch = scriptedFetch();
    let sendLate = (): Promise<Response> => Promise.reject(new Error("not called"));
    const cached: Middleware = (next) => async (request) => {
      sendLate = () => next(request);
      return json({ id: "cached" });
    };
    const client = shop({ fetch, middleware: [cached], rateLimit: { requests: 1 }, clock: new FakeClock() });
    for (let call = 0; call < 5; call++) {
      expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "cached" });
    }
    expect(client.rateLimit.state()).toMatchObject({ available: 1, inFlight: 0, cooling: 0 });
    await expect(sendLate()).rejects.toThrow("next cannot send, because its attempt has ended");
    expect(fetch.sent).toEqual([]);
  });

  test("that returns something other than a Response rejects the call, without a retry", async () => {
    const calls: string[] = [];
    const forgetful = (() => async () => {
      calls.push("called");
    }) as unknown as Middleware;
    const call = shop({ middleware: [forgetful] }).request(retrieveItem, { id: "1" });
    await expect(call).rejects.toThrow("a middleware returned undefined, which is not a Response");
    expect(calls).toHaveLength(1);
  });
});

describe("middleware that sends a request again", () => {
  const refreshing: Middleware = (next) => async (request) => {
    const response = await next(request);
    return response.status === 401 ? next(request) : response;
  };

  test("waits for a slot for each request", async () => {
    const clock = new FakeClock();
    const fetch = scriptedFetch(json({}, 401), json({ id: "1" }));
    const client = shop({ fetch, middleware: [refreshing], rateLimit: { requests: 1 }, clock });
    const call = client.request(retrieveItem, { id: "1" });
    await clock.advance(990);
    expect(fetch.sent).toHaveLength(1);
    expect(client.rateLimit.state()).toMatchObject({ queued: 1, cooling: 1 });
    expect(await clock.finish(call)).toEqual({ id: "1" });
    expect(fetch.sent).toHaveLength(2);
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, cooling: 1, available: 0 });
  });

  test("sends it before later calls, and the quota counts it", async () => {
    const clock = new FakeClock();
    const fetch = scriptedFetch(json({}, 401), json({ id: "1" }), json({ id: "2" }));
    const events: string[] = [];
    const client = shop({
      fetch,
      middleware: [refreshing],
      rateLimit: { requests: 1 },
      quota: { limit: 10 },
      onEvent: ({ kind }) => events.push(kind),
      clock,
    });
    const first = client.request(retrieveItem, { id: "1" });
    const second = client.request(retrieveItem, { id: "2" });
    await clock.finish(Promise.all([first, second]));
    expect(fetch.sent.map(({ url }) => url.pathname)).toEqual(["/v1/items/1", "/v1/items/1", "/v1/items/2"]);
    expect(client.quota.state()?.used).toBe(3);
    expect(events).toEqual(["queued", "queued"]);
  });

  test("waits for the pause after a 429 like every other call", async () => {
    const clock = new FakeClock();
    const patient: Middleware = (next) => async (request) => {
      const response = await next(request);
      return response.status === 429 ? next(request) : response;
    };
    const fetch = scriptedFetch(json({}, 429, { "retry-after": "5" }), json({ id: "1" }));
    const client = shop({ fetch, middleware: [patient], rateLimit: {}, clock });
    const call = client.request(retrieveItem, { id: "1" });
    await clock.advance(4_990);
    expect(fetch.sent).toHaveLength(1);
    expect(await clock.finish(call)).toEqual({ id: "1" });
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0 });
  });

  test("releases both slots when the first connection failed", async () => {
    const clock = new FakeClock();
    const stubborn: Middleware = (next) => (request) => next(request).catch(() => next(request));
    const fetch = scriptedFetch(new TypeError("fetch failed"), json({ id: "1" }));
    const client = shop({
      fetch,
      middleware: [stubborn],
      rateLimit: { requests: 1 },
      clock,
      timeout: 30_000,
    });
    expect(await clock.finish(client.request(retrieveItem, { id: "1" }))).toEqual({ id: "1" });
    expect(client.rateLimit.state()).toMatchObject({ inFlight: 0, queued: 0 });
  });

  test("can be aborted while it waits for a slot, and releases its slots", async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const fetch = scriptedFetch(json({}, 401), json({ id: "1" }));
    const client = shop({ fetch, middleware: [refreshing], rateLimit: { requests: 1 }, clock });
    const call = client.request(retrieveItem, { id: "1" }, { signal: controller.signal });
    await clock.advance(10);
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(APIUserAbortError);
    await clock.advance(5_000);
    expect(fetch.sent).toHaveLength(1);
    expect(client.rateLimit.state()).toMatchObject({ queued: 0, inFlight: 0, available: 1 });
    expect(clock.pending).toBe(0);
  });

  test("can send two at the same time and take the first response, and releases both slots", async () => {
    const clock = new FakeClock();
    const hedging: Middleware = (next) => (request) => Promise.race([next(request), next(request)]);
    const fetch = scriptedFetch(json({ id: "1" }));
    const client = shop({ fetch, middleware: [hedging], rateLimit: { requests: 5 }, clock });
    expect(await clock.finish(client.request(retrieveItem, { id: "1" }))).toEqual({ id: "1" });
    await clock.advance(10);
    expect(client.rateLimit.state()).toMatchObject({ queued: 0, inFlight: 0 });
  });

  test("cannot send after the call has ended", async () => {
    let sendLate = (): Promise<Response> => Promise.reject(new Error("not called"));
    const keeping: Middleware = (next) => (request) => {
      sendLate = () => next(request);
      return next(request);
    };
    const fetch = scriptedFetch(json({ id: "1" }));
    await shop({ fetch, middleware: [keeping] }).request(retrieveItem, { id: "1" });
    await expect(sendLate()).rejects.toThrow("next cannot send, because its attempt has ended");
    expect(fetch.sent).toHaveLength(1);
  });
});

describe("the log", () => {
  async function lines(logLevel: LogLevel): Promise<string[]> {
    const written: string[] = [];
    const at =
      (level: string): Logger["info"] =>
      (message, ...details) => {
        written.push(`${level}: ${message} ${JSON.stringify(details)}`);
      };
    const logger = { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
    const fetch = scriptedFetch(json({}, 500, { "retry-after": "0", "x-request-id": "req-1" }), json({}));
    const client = shop({
      fetch,
      logger,
      logLevel,
      defaultHeaders: { Authorization: "hidden", "x-shown": "shown" },
    });
    await client.request(retrieveItem, { id: "private-id" }, { query: { email: "ada@private.test" } });
    return written;
  }

  test("contains nothing, retries, responses or requests, depending on the level", async () => {
    const levels = async (level: LogLevel): Promise<string[]> =>
      (await lines(level)).map((line) => line.slice(0, line.indexOf(":")));
    expect(await levels("off")).toEqual([]);
    expect(await levels("error")).toEqual([]);
    expect(await levels("warn")).toEqual(["warn"]);
    expect(await levels("info")).toEqual(["info", "warn", "info"]);
    expect(await levels("debug")).toEqual(["debug", "info", "warn", "debug", "info"]);
  });

  test("never contains the key or a query value, and no URL at level info", async () => {
    const text = (await lines("debug")).join("\n");
    expect(text).toContain("shown");
    expect(text).toContain('"x-api-key":"***"');
    expect(text).toContain('"url":"https://shop.test/v1/items/private-id?email=***"');
    expect(text).not.toMatch(/secret-key|hidden|ada/);
    expect((await lines("info")).join("\n")).not.toContain("private-id");
  });

  test("contains the server's request ID, if there is one", async () => {
    const [failed, , succeeded] = await lines("info");
    expect(failed).toMatch(/^info: retrieveItem GET \/v1\/items\/\{id\} 500 \(req-1\) after \d+ ms/);
    expect(succeeded).toMatch(/^info: retrieveItem GET \/v1\/items\/\{id\} 200 after \d+ ms/);
  });
});
