// The stack of an error contains the code that made the call.
/// <reference lib="esnext.array" />
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  APIError,
  type APIPromise,
  type ClientOptions,
  operation,
  PaginationError,
  type UploadContent,
  uploadOperation,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { startServer, type TestServer } from "./support/server.js";
import { createItem, type Item, json, listItems, retrieveItem, scriptedFetch, shop } from "./support/shop.js";
import { fetchOf, ticks } from "./support/streams.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer(({ path }, response) => {
    const { pathname, searchParams } = new URL(path, "http://server.test");
    const isFirstPage = pathname === "/v1/items" && !searchParams.has("nextToken");
    response.statusCode = isFirstPage ? 200 : 404;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isFirstPage ? { data: [{ id: "1" }], nextToken: "2" } : { message: "No." }));
  });
});
afterAll(() => server[Symbol.asyncDispose]());

const live = (options: ClientOptions = {}) => shop({ baseURL: server.url, ...options });
const retrieve = (): APIPromise<Item> => live().request(retrieveItem, { id: "1" });
const nextToLast = { nextToken: "2" };

const upload = uploadOperation<{ name: string }, unknown>({
  create: operation<{ name: string }, unknown>({ ...createItem }),
  url: "url",
  method: "PUT",
  contentType: "text/plain",
});

/** Calls a function until it fails, from timers. */
function advanced(next: () => Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => {
    const again = (): void => void next().then(() => setImmediate(again), reject);
    setImmediate(again);
  });
}

/** Returns the frames of the error that `work` fails with. */
async function framesOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await work().then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(Error);
  const { stack = "", message, name } = error as Error;
  expect(stack.startsWith(`${name}: ${message}\n`)).toBe(true);
  return stack.slice(`${name}: ${message}\n`.length).split("\n");
}

/** Expects a frame of the function `caller`, after at most `most` frames of the runtime. */
async function expectCaller(work: () => Promise<unknown>, most = 5): Promise<void> {
  const frames = await framesOf(work);
  const place = frames.findIndex((frame) => /\bcaller\b/.test(frame) && frame.includes("stack-traces.test"));
  expect(place, frames.join("\n")).toBeGreaterThanOrEqual(0);
  expect(place, frames.join("\n")).toBeLessThanOrEqual(most);
}

describe("an error's stack contains the caller", () => {
  test.each<[string, () => Promise<unknown>]>([
    [
      "await",
      async function caller() {
        await retrieve();
      },
    ],
    [
      "return",
      async function caller() {
        await (() => retrieve())();
      },
    ],
    [
      "a later await",
      async function caller() {
        const call = retrieve();
        await Promise.resolve();
        await call;
      },
    ],
    [
      "then, not awaited",
      function caller() {
        return new Promise((_, reject) => {
          retrieve().then(() => {}, reject);
        });
      },
    ],
    [
      "a promise resolved with the call",
      async function caller() {
        await new Promise((resolve, reject) => {
          retrieve().then(resolve, reject);
        });
      },
    ],
    [
      "catch, not awaited",
      function caller() {
        return new Promise((_, reject) => {
          retrieve().catch(reject);
        });
      },
    ],
    [
      "finally",
      async function caller() {
        await retrieve().finally(() => {});
      },
    ],
    [
      "Promise.all",
      async function caller() {
        await Promise.all([retrieve(), retrieve()]);
      },
    ],
    [
      "await after a separate catch",
      async function caller() {
        const call = retrieve();
        call.catch(() => {});
        await call;
      },
    ],
    [
      "withResponse",
      async function caller() {
        await retrieve().withResponse();
      },
    ],
    [
      "withResponse and then, not awaited",
      function caller() {
        return new Promise((_, reject) => {
          retrieve()
            .withResponse()
            .then(() => {}, reject);
        });
      },
    ],
    [
      "asResponse",
      async function caller() {
        await retrieve().asResponse();
      },
    ],
    [
      "asResponse and then, not awaited",
      function caller() {
        return new Promise((_, reject) => {
          retrieve()
            .asResponse()
            .then(() => {}, reject);
        });
      },
    ],
  ])("of a call made with %s", (_, work) => expectCaller(work));

  test.each<[string, () => Promise<unknown>]>([
    [
      "awaiting a page",
      async function caller() {
        await live().page(listItems, nextToLast);
      },
    ],
    [
      "for await",
      async function caller() {
        for await (const _ of live().page(listItems));
      },
    ],
    [
      "for await with prefetch",
      async function caller() {
        for await (const _ of live().page(listItems, {}, { prefetch: true })) await server.arrived;
      },
    ],
    [
      "iterPages",
      async function caller() {
        for await (const _ of live().page(listItems).iterPages());
      },
    ],
    [
      "toArray",
      async function caller() {
        await live().page(listItems).toArray();
      },
    ],
    [
      "toArray and then, not awaited",
      function caller() {
        return new Promise((_, reject) => {
          live()
            .page(listItems)
            .toArray()
            .then(() => {}, reject);
        });
      },
    ],
    [
      "Array.fromAsync",
      async function caller() {
        await Array.fromAsync(live().page(listItems));
      },
    ],
    [
      "Array.fromAsync, whose first page fails",
      async function caller() {
        await Array.fromAsync(live().page(listItems, nextToLast));
      },
    ],
    [
      "Array.fromAsync of pages",
      async function caller() {
        await Array.fromAsync(live().page(listItems).iterPages());
      },
    ],
    [
      "Array.fromAsync of the first page",
      async function caller() {
        await Array.fromAsync(await live().page(listItems));
      },
    ],
    [
      "an iterator that another function advances",
      async function caller() {
        const items = live().page(listItems)[Symbol.asyncIterator]();
        await advanced(() => items.next());
      },
    ],
    [
      "getNextPage",
      async function caller() {
        const page = await live().page(listItems);
        await page.getNextPage();
      },
    ],
    [
      "getNextPage and then, not awaited",
      async function caller() {
        const page = await live().page(listItems);
        await new Promise((_, reject) => {
          page.getNextPage().then(() => {}, reject);
        });
      },
    ],
    [
      "getNextPage on the last page",
      async function caller() {
        const page = await shop({ fetch: scriptedFetch(json({ data: [] })) }).page(listItems);
        await page.getNextPage();
      },
    ],
  ])("of a list made with %s", (_, work) => expectCaller(work, 6));
});

describe("the stack contains the caller of a stream without its end marker", () => {
  const watch = () => shop({ fetch: fetchOf(['data: {"n":1}\n\n']) }).stream(ticks({ end: "[DONE]" }));

  test.each<[string, () => Promise<unknown>]>([
    [
      "for await",
      async function caller() {
        for await (const _ of watch());
      },
    ],
    [
      "for await of its events",
      async function caller() {
        for await (const _ of (await watch()).events());
      },
    ],
    [
      "Array.fromAsync",
      async function caller() {
        await Array.fromAsync(watch());
      },
    ],
    [
      "Array.fromAsync after await",
      async function caller() {
        await Array.fromAsync(await watch());
      },
    ],
    [
      "an iterator that another function advances",
      async function caller() {
        const items = watch()[Symbol.asyncIterator]();
        await advanced(() => items.next());
      },
    ],
    [
      "toReadableStream",
      async function caller() {
        await new Response((await watch()).toReadableStream()).text();
      },
    ],
  ])("read with %s", (_, work) => expectCaller(work));
});

describe("the stack contains the caller for", () => {
  test("a failed connection", () =>
    expectCaller(async function caller() {
      const fetch = scriptedFetch(new TypeError("fetch failed"));
      await shop({ fetch, maxRetries: 0 }).request(retrieveItem, { id: "1" });
    }));

  test("a timeout after retries", async () => {
    const clock = new FakeClock();
    const client = shop({ fetch: () => new Promise(() => {}), clock, timeout: 50 });
    await expectCaller(async function caller() {
      const call = client.request(retrieveItem, { id: "1" });
      void clock.finish(call.catch(() => {}));
      await call;
    });
  });

  test("an aborted call", () =>
    expectCaller(async function caller() {
      const controller = new AbortController();
      const client = shop({ fetch: () => new Promise(() => {}) });
      setImmediate(() => controller.abort());
      await client.request(retrieveItem, { id: "1" }, { signal: controller.signal });
    }));

  test("a full queue", () =>
    expectCaller(async function caller() {
      const fetch = (): Promise<Response> => new Promise(() => {});
      const client = shop({ fetch, rateLimit: { requests: 1, maxQueue: 1 }, clock: new FakeClock() });
      void client.request(retrieveItem, { id: "1" });
      void client.request(retrieveItem, { id: "1" });
      await client.request(retrieveItem, { id: "1" });
    }));

  test("a parameter that cannot be sent", async () => {
    await expectCaller(async function caller() {
      await live().request(retrieveItem, { id: "" });
    });
    await expectCaller(function caller() {
      return live()
        .request(retrieveItem, { id: "" })
        .then(() => {});
    });
    await expectCaller(async function caller() {
      const call = live().request(retrieveItem, { id: "" });
      call.catch(() => {});
      await new Promise((resolve) => setImmediate(resolve));
      await call;
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      "a call",
      async function caller() {
        await live().request(retrieveItem, { id: "1" }, { timeout: -1 });
      },
    ],
    [
      "a list",
      async function caller() {
        await live().page(listItems, {}, { timeout: -1 });
      },
    ],
    [
      "a stream",
      async function caller() {
        await live().stream(ticks(), {}, { timeout: -1 });
      },
    ],
  ])("an invalid option of %s", (_, work) => expectCaller(work, 9));

  test("a missing API key", () =>
    expectCaller(async function caller() {
      await shop({ apiKey: undefined }).request(retrieveItem, { id: "1" });
    }));

  test("a list that repeats a cursor", async () => {
    const fetch = scriptedFetch(json({ data: [], nextToken: "again" }));
    const work = async function caller(): Promise<void> {
      for await (const _ of shop({ fetch }).page(listItems));
    };
    await expect(work()).rejects.toBeInstanceOf(PaginationError);
    await expectCaller(work, 6);
  });

  test("a response that is not a page", () =>
    expectCaller(async function caller() {
      await shop({ fetch: scriptedFetch(json({ data: "no list" })) }).page(listItems);
    }));

  test("a timeout while reading the body of asResponse()", async () => {
    await using stalling = await startServer((_, response) => {
      response.writeHead(200).write("{");
    });
    await expectCaller(async function caller() {
      const call = live({ baseURL: stalling.url }).request(retrieveItem, { id: "1" }, { timeout: 50 });
      const response = await call.asResponse();
      await response.text();
    });
  });

  test.each<[string, unknown, object]>([
    ["content that cannot be sent", "a path", {}],
    ["content that turns out invalid when read", { stream: ["text"], size: 4 }, {}],
    ["an invalid option", { text: "bytes" }, { timeout: -1 }],
    ["an invalid pollTimeout", { text: "bytes" }, { pollTimeout: "5" }],
  ])("an upload with %s", (_, content, options) =>
    expectCaller(async function caller() {
      await live().transport.upload(upload, { name: "a" }, content as UploadContent, options);
    }),
  );

  test("an upload with a parameter that cannot be sent", () =>
    expectCaller(async function caller() {
      await live().transport.upload(upload, { name: Number.NaN as unknown as string }, { text: "bytes" });
    }));

  test("a failed upload", async () => {
    const fetch = scriptedFetch(json({ id: "1", url: "https://storage.test/" }), json({}, 403));
    await expectCaller(async function caller() {
      await shop({ fetch }).transport.upload(upload, { name: "a" }, { text: "bytes" });
    });
    await expectCaller(function caller() {
      return new Promise((_, reject) => {
        live()
          .transport.upload(upload, { name: "a" }, { text: "bytes" })
          .then(() => {}, reject);
      });
    });
  });
});

describe("a stack", () => {
  test("keeps the original frames of an error thrown by a middleware or a toJSON", async () => {
    const mine = new Error("mine");
    const { stack } = mine;
    const failing = shop({ middleware: [() => async () => Promise.reject(mine)] });
    await expect(failing.request(retrieveItem, { id: "1" })).rejects.toBe(mine);
    expect(mine.stack).toBe(stack);

    const own = await framesOf(() => {
      const toJSON = function convert(): never {
        throw new TypeError("cannot convert");
      };
      return live().request(createItem, { name: { toJSON } as unknown as string });
    });
    expect(own[0]).toMatch(/\bconvert\b/);

    const thrown = await framesOf(() => {
      const refusing = async function refuse(): Promise<never> {
        throw new APIError("refused");
      };
      return shop({ middleware: [() => refusing], maxRetries: 0 }).request(retrieveItem, { id: "1" });
    });
    expect(thrown[0]).toMatch(/\brefuse\b/);
  });

  test("respects Error.stackTraceLimit", async () => {
    const { stackTraceLimit } = Error;
    try {
      Error.stackTraceLimit = 0;
      const error: Error = (await retrieve().catch((failure: Error) => failure)) as Error;
      expect(error.stack).toBe(String(error));
      expect(Error.stackTraceLimit).toBe(0);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  });
});
