import { describe, expect, test } from "vitest";
import { type CallEvent, type ClientOptions, type Logger, uploadOperation } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { createItem, json, listItems, retrieveItem, scriptedFetch, shop } from "./support/shop.js";

/** A client in simulated time, with its events. */
function observed(options: ClientOptions) {
  const clock = new FakeClock();
  const events: CallEvent[] = [];
  const client = shop({ clock, onEvent: (event) => events.push(event), ...options });
  return { clock, events, client };
}

describe("a call reports", () => {
  test("how long it waited for the rate limit, and nothing if it did not wait", async () => {
    const fetch = scriptedFetch(json({}));
    const rateLimit = { requests: 1, perSeconds: 1 };
    const { clock, events, client } = observed({ fetch, rateLimit });
    const calls = ["1", "2"].map((id) => client.request(retrieveItem, { id }));
    await clock.finish(Promise.all(calls));
    expect(events).toEqual([{ kind: "queued", operation: "retrieveItem", waited: expect.any(Number) }]);
    const [queued] = events;
    expect(queued?.kind === "queued" && queued.waited).toBeGreaterThan(900);
  });

  test.each([
    ["too many requests", { message: "Too many requests" }, { cause: "rate", pause: 3_000 }],
    ["a used-up monthly quota", { message: "monthly quota exceeded" }, { cause: "quota", pause: 0 }],
  ])("a 429 for %s with its cause", async (_, body, told) => {
    const fetch = scriptedFetch(json(body, 429, { "retry-after": "3" }));
    const { events, client } = observed({ fetch, maxRetries: 0 });
    await client.request(retrieveItem, { id: "1" }).catch(() => {});
    expect(events).toEqual([{ kind: "refused", operation: "retrieveItem", ...told }]);
  });

  test("each retry: the next attempt, the delay and the reason", async () => {
    const fetch = scriptedFetch(
      json({}, 503, { "retry-after": "2" }),
      new TypeError("fetch failed"),
      json({}),
    );
    const { clock, events, client } = observed({ fetch });
    await clock.finish(client.request(retrieveItem, { id: "1" }));
    expect(events).toEqual([
      { kind: "retry", operation: "retrieveItem", attempt: 2, wait: 2_000, status: 503 },
      { kind: "retry", operation: "retrieveItem", attempt: 3, wait: 500, status: "connection" },
    ]);
  });

  test("a 429, then the retry, then the wait for the rate limit", async () => {
    const fetch = scriptedFetch(json({}, 429), json({}));
    const { clock, events, client } = observed({ fetch, rateLimit: {} });
    await clock.finish(client.request(retrieveItem, { id: "1" }));
    expect(events.map(({ kind }) => kind)).toEqual(["refused", "retry", "queued"]);
  });

  test("a request that is not sent because the monthly quota is used up", async () => {
    const fetch = scriptedFetch(json({}));
    const quota = { limit: 1 };
    const { events, client } = observed({ fetch, quota, apiKey: "a key of its own" });
    await client.request(retrieveItem, { id: "1" });
    await client.request(retrieveItem, { id: "1" }).catch(() => {});
    expect([events, fetch.sent.length]).toEqual([
      [{ kind: "refused", operation: "retrieveItem", cause: "quota", pause: 0 }],
      1,
    ]);
  });

  test("a retry of an upload's content under the operation that created the file", async () => {
    const created = json({ id: "1", url: "https://storage.test/1" });
    const fetch = scriptedFetch(created, json({}, 503, { "retry-after": "1" }), json({}));
    const { clock, events, client } = observed({ fetch });
    const upload = uploadOperation<{ name?: string }, unknown>({
      create: createItem,
      url: "url",
      method: "PUT",
      contentType: "text/plain",
    });
    await clock.finish(client.transport.upload(upload, {}, { text: "bytes" }));
    expect(events).toEqual([
      { kind: "retry", operation: "createItem", attempt: 2, wait: 1_000, status: 503 },
    ]);
  });

  test("no retry when no retries are left", async () => {
    const { events, client } = observed({ fetch: scriptedFetch(json({}, 503)), maxRetries: 0 });
    await client.request(retrieveItem, { id: "1" }).catch(() => {});
    expect(events).toEqual([]);
  });
});

describe("onData", () => {
  test("receives each page unchanged, and the caller still gets the items", async () => {
    const seen: unknown[] = [];
    const onData = (operation: string, data: unknown): void => void seen.push([operation, data]);
    const pages = [{ data: [{ id: "1" }], nextToken: "b", total: 2 }, { data: [{ id: "2" }] }];
    const client = shop({ fetch: scriptedFetch(...pages.map((page) => json(page))), onData });
    expect(await client.page(listItems).toArray()).toEqual([{ id: "1" }, { id: "2" }]);
    expect(seen).toEqual(pages.map((page) => ["listItems", page]));
  });

  test("is not called when the call fails or its body stays unread", async () => {
    const seen: unknown[] = [];
    const onData = (_: string, data: unknown): void => void seen.push(data);
    const client = shop({ fetch: scriptedFetch(json({}, 404), json({ id: "1" })), onData });
    await expect(client.request(retrieveItem, { id: "1" })).rejects.toThrow("404");
    const response = await client.request(retrieveItem, { id: "1" }).asResponse();
    expect([await response.json(), seen]).toEqual([{ id: "1" }, []]);
  });
});

describe("an observer that throws", () => {
  const throwing = (): never => {
    throw new RangeError("what it was told");
  };

  test.each<[string, ClientOptions]>([
    ["onEvent", { onEvent: throwing }],
    ["onData", { onData: throwing }],
    ["onEvent", { onEvent: async () => throwing() }],
    ["onData", { onData: async () => throwing() }],
  ])(
    "as %s does not affect calls and is logged once, without the message of its error",
    async (name, options) => {
      const lines: string[] = [];
      const line = (message: string): void => void lines.push(message);
      const logger: Logger = { error: line, warn: () => {}, info: () => {}, debug: () => {} };
      const fetch = scriptedFetch(
        json({}, 503, { "retry-after": "0" }),
        json({ id: "1" }),
        json({ id: "1" }),
      );
      const { clock, client } = observed({ fetch, logger, logLevel: "error", ...options });
      for (const id of ["1", "1"]) {
        expect(await clock.finish(client.request(retrieveItem, { id }))).toEqual({ id: "1" });
      }
      expect(lines).toEqual([
        `${name} threw (RangeError); calls continue, and further failures are not logged`,
      ]);
    },
  );

  test("does not affect calls even if the logger throws too", async () => {
    const logger: Logger = { error: throwing, warn: () => {}, info: () => {}, debug: () => {} };
    const { client } = observed({
      fetch: scriptedFetch(json({ id: "1" })),
      logger,
      logLevel: "error",
      onData: throwing,
    });
    expect(await client.request(retrieveItem, { id: "1" })).toEqual({ id: "1" });
  });
});
