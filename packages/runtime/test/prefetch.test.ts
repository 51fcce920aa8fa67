import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Fetch, RequestOptions } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { type Item, json, listItems, shop } from "./support/shop.js";

interface Pages {
  readonly fetch: Fetch;
  /** The requested cursors. */
  readonly asked: string[];
  /** The cursors of aborted requests. */
  readonly givenUp: string[];
}

/** Five pages of two items. Pages in `slow` never arrive. */
function pages({ slow = [], failing = [] }: { slow?: string[]; failing?: string[] } = {}): Pages {
  const asked: string[] = [];
  const givenUp: string[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const cursor = new URL(url).searchParams.get("nextToken") ?? "0";
    asked.push(cursor);
    if (slow.includes(cursor)) {
      await new Promise((_, reject) => {
        init.signal?.addEventListener("abort", () => {
          givenUp.push(cursor);
          reject(init.signal?.reason);
        });
      });
    }
    if (failing.includes(cursor)) return json({}, 400);
    const index = Number(cursor);
    const data: Item[] = [{ id: `${index}a` }, { id: `${index}b` }];
    return json({ data, nextToken: index < 4 ? String(index + 1) : null });
  };
  return { fetch, asked, givenUp };
}

const ahead: RequestOptions = { prefetch: true };

describe("prefetch", () => {
  test("fetches one page ahead while the items of a page are used", async () => {
    const { fetch, asked } = pages();
    const seen: string[] = [];
    for await (const { id } of shop({ fetch }).page(listItems, {}, ahead)) {
      await setImmediate();
      seen.push(`${id} of ${asked.length}`);
    }
    expect(seen).toEqual(
      ["0a", "0b"]
        .map((id) => `${id} of 2`)
        .concat(["1a of 3", "1b of 3", "2a of 4", "2b of 4", "3a of 5", "3b of 5", "4a of 5", "4b of 5"]),
    );
    expect(asked).toEqual(["0", "1", "2", "3", "4"]);
  });

  test("is off by default: each page is fetched only when it is needed", async () => {
    const { fetch, asked } = pages();
    const counts: number[] = [];
    for await (const _ of shop({ fetch }).page(listItems)) {
      await setImmediate();
      counts.push(asked.length);
    }
    expect(counts).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  test("aborts the fetch when the loop ends early, and leaves no timer or listener", async () => {
    const clock = new FakeClock();
    const { fetch, asked, givenUp } = pages({ slow: ["1"] });
    const { signal } = new AbortController();
    const options = { ...ahead, signal };
    for await (const _ of shop({ fetch, clock }).page(listItems, {}, options)) break;
    await setImmediate();
    expect([asked, givenUp]).toEqual([["0", "1"], ["1"]]);
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  test.each([[true], [false]])(
    "an iterator that is abandoned between two pages leaves no listener at the signal: %s",
    async (prefetch) => {
      const { fetch, asked } = pages();
      const { signal } = new AbortController();
      const items = shop({ fetch }).page(listItems, {}, { prefetch, signal })[Symbol.asyncIterator]();
      for (let item = 0; item < 3; item++) await items.next();
      while (asked.length < (prefetch ? 3 : 2)) await setImmediate();
      await setImmediate();
      expect(getEventListeners(signal, "abort")).toEqual([]);
    },
  );

  test("aborts the fetch when the caller's signal aborts", async () => {
    const { fetch, givenUp } = pages({ slow: ["1"] });
    const controller = new AbortController();
    const list = shop({ fetch }).page(listItems, {}, { ...ahead, signal: controller.signal });
    const all = list.toArray();
    await setImmediate();
    controller.abort();
    await expect(all).rejects.toMatchObject({ name: "APIUserAbortError", cursor: "1" });
    expect(givenUp).toEqual(["1"]);
  });

  test("observes signals of other libraries, which the platform cannot combine with its own", async () => {
    const { fetch, asked, givenUp } = pages({ slow: ["2"] });
    const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined as unknown });
    const list = shop({ fetch }).page(listItems, {}, { ...ahead, signal: signal as AbortSignal });
    const all = list.toArray();
    for (let turn = 0; turn < 100 && !asked.includes("2"); turn++) await setImmediate();
    signal.aborted = true;
    signal.reason = "no longer needed";
    signal.dispatchEvent(new Event("abort"));
    await expect(all).rejects.toMatchObject({ name: "APIUserAbortError", cause: "no longer needed" });
    expect(givenUp).toEqual(["2"]);
  });

  test("throws the error of a failed page only when that page is reached, with its cursor", async () => {
    const { fetch } = pages({ failing: ["1"] });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { id } of shop({ fetch }).page(listItems, {}, ahead)) {
        await setImmediate();
        seen.push(id);
      }
    })();
    await expect(reading).rejects.toMatchObject({ status: 400, cursor: "1" });
    expect(seen).toEqual(["0a", "0b"]);
  });

  test("fetches no page beyond the limit", async () => {
    const { fetch, asked } = pages();
    const items = await shop({ fetch }).page(listItems, {}, ahead).toArray({ limit: 4 });
    expect(items.map(({ id }) => id)).toEqual(["0a", "0b", "1a", "1b"]);
    expect(asked).toEqual(["0", "1"]);
  });
});

describe.each([[true], [false]])("concurrent next() calls with prefetch: %s", (prefetch) => {
  test("return each item once and in order", async () => {
    const { fetch, asked } = pages();
    const items = shop({ fetch }).page(listItems, {}, { prefetch })[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: 12 }, () => items.next()));
    expect(results.map(({ value, done }) => (done ? "end" : value?.id))).toEqual(
      ["0a", "0b", "1a", "1b", "2a", "2b", "3a", "3b", "4a", "4b"].concat(["end", "end"]),
    );
    expect(asked).toEqual(["0", "1", "2", "3", "4"]);
  });
});
