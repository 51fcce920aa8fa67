import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { ConfigurationError, PaginationError, pageOperation } from "../src/index.js";
import { examples } from "./support/list-examples.js";
import { listOf, numbered, readAll, startList } from "./support/list-server.js";
import { type Item, shop } from "./support/shop.js";

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  for (let time = 0; time < 3; time++) {
    await setImmediate();
    (runInNewContext("gc") as () => void)();
  }
}

describe.each(examples)("$title", ({ style, pages, serve, isBlind }) => {
  test.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [5, 3],
    [6, 3],
  ])(
    "yields each of %i items once and in order, and makes no request more than needed",
    async (count, least) => {
      const all = numbered(count);
      await using server = await startList((asked) => serve(all, asked));
      const { ids, error } = await readAll(listOf(server, style, pages));
      expect(error).toBeUndefined();
      expect(ids).toEqual(all.map(({ id }) => id));
      expect(server.arrived).toHaveLength(isBlind && count > 0 ? least + 1 : least);
    },
  );

  test("can be read page by page, and collected up to a limit without a further request", async () => {
    await using server = await startList((asked) => serve(numbered(5), asked));
    const sizes: number[] = [];
    for await (const { data } of listOf(server, style, pages).iterPages()) sizes.push(data.length);
    expect(sizes.slice(0, 3)).toEqual([2, 2, 1]);
    const before = server.arrived.length;
    expect(await listOf(server, style, pages).toArray({ limit: 3 })).toHaveLength(3);
    expect(server.arrived.length - before).toBe(2);
  });

  test("reports an error in the middle, from where the list can be continued", async () => {
    const all = numbered(5);
    let isDown = true;
    let count = 0;
    await using server = await startList((asked) => {
      count += 1;
      return isDown && count === 2 ? { status: 500, body: { message: "down" } } : serve(all, asked);
    });
    const { ids, error } = await readAll(listOf(server, style, pages));
    expect(ids).toEqual(["1", "2"]);
    const { cursor = "" } = error as { cursor?: string };
    expect([cursor === "", (error as { status?: number }).status]).toEqual([false, 500]);
    isDown = false;
    const name = (style as unknown as Readonly<Record<string, string>>)[style.kind];
    const query = Object.fromEntries(name === undefined ? new URL(cursor).searchParams : [[name, cursor]]);
    const object = "object" in style ? style.object : undefined;
    const params = object === undefined ? query : { [object]: query };
    const rest = await readAll(listOf(server, style, pages, params));
    expect(rest).toEqual({ ids: ["3", "4", "5"], error: undefined });
  });

  test("keeps no page in memory that was consumed", async () => {
    const all = numbered(20);
    await using server = await startList((asked) => serve(all, asked));
    const consumed: WeakRef<object>[] = [];
    for await (const { data } of listOf(server, style, pages).iterPages()) {
      consumed.push(new WeakRef(data));
      if (consumed.length === 8) await collectGarbage();
    }
    // The iterator itself keeps the first one.
    expect(consumed.slice(1, 5).filter((page) => page.deref())).toEqual([]);
  });

  test("rejects a response that is not a page", async () => {
    await using server = await startList(() => ({ body: { message: "temporarily unavailable" } }));
    const { error } = await readAll(listOf(server, style, pages));
    expect(error).toBeInstanceOf(PaginationError);
    expect((error as Error).message).toMatch(/the response is not a page: it (has no \w+|is an object)/);
  });

  test("sends the parameters of the first page with each further one, or the address that the server wrote", async () => {
    await using server = await startList((asked) => serve(numbered(3), asked));
    await listOf(server, style, pages, { kind: "book" }).toArray();
    const second = server.arrived[1];
    const sent = `${second?.path} ${second?.body}`;
    if (style.kind === "address" || style.kind === "link") expect(sent).not.toContain("book");
    else expect(sent).toContain("book");
    expect(second?.headers["x-api-key"]).toBe("secret-key");
  });
});

test("a list with a style, but without what fetches it, is refused before a request", () => {
  const list = pageOperation<object, Item>({
    id: "list",
    method: "GET",
    path: "/v1/items",
    pagination: { kind: "offset", offset: "offset", items: "items" },
  });
  expect(() => shop().page(list)).toThrow(ConfigurationError);
  expect(() => shop().page(list)).toThrow("list: its pages have no cursor; pass `pages` to pageOperation()");
});
