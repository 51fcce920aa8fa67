import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GeneratedPackage } from "../support/generated-package.ts";

describe("lists as frameworks describe them", () => {
  const sdk = new GeneratedPackage("framework-lists.yaml", "orders", {});
  beforeAll(() => sdk.generate());
  afterAll(() => sdk.remove());

  test("yield every item of a server that pages like the framework", () => {
    sdk.write("test/lists.test.ts", PROGRAM);
    sdk.run("tsc", "-p", "tsconfig.json");
    sdk.test("test/lists.test.ts");
  });

  test("pass their wire tests", () => {
    sdk.test("test/wire.test.ts");
    expect(sdk.wireCoverage()).toEqual(
      ["/api/TodoItems", "/events", "/models", "/products", "/receipts", "/stock"].map((path) => ({
        operation: `GET ${path}`,
        status: 200,
      })),
    );
  });
});

/** Calls the generated package against a server on loopback with 25 products. */
const PROGRAM = `import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Orders } from "../src/index.js";

const all = Array.from({ length: 25 }, (_, id) => ({ id, name: \`P\${id}\` }));
const ids = all.map(({ id }) => id);
let asked: string[] = [];

/** A page as the server's framework sends it. */
function bodyOf(path: string, query: URLSearchParams): object {
  if (path === "/api/TodoItems") {
    const [number, size] = [Number(query.get("PageNumber") ?? 1), Number(query.get("PageSize") ?? 10)];
    const [totalCount, totalPages] = [all.length, Math.ceil(all.length / size)];
    const items = all.slice((number - 1) * size, number * size);
    const more = { hasPreviousPage: number > 1, hasNextPage: number < totalPages };
    return { items, pageNumber: number, totalPages, totalCount, ...more };
  }
  if (path === "/receipts") {
    const start = (Number(query.get("page") ?? 1) - 1) * 10;
    return { payload: { receipts: all.slice(start, start + 10), pageCount: 3 } };
  }
  if (path === "/stock") {
    const start = Number(query.get("pageIndex") ?? 0) * 10;
    return { data: all.slice(start, start + 10), totalItems: all.length };
  }
  const [number, size] = [Number(query.get("page") ?? 0), Number(query.get("size") ?? 20)];
  const sorted = query.getAll("sort").includes("id,desc") ? [...all].reverse() : all;
  const content = sorted.slice(number * size, (number + 1) * size);
  const [totalElements, totalPages] = [all.length, Math.ceil(all.length / size)];
  if (path === "/models") return { content, page: { size, number, totalElements, totalPages } };
  const slice = { size, content, number, first: number === 0, last: (number + 1) * size >= all.length };
  return path === "/events" ? slice : { ...slice, totalElements, totalPages };
}

const server = createServer(({ url = "" }, response) => {
  asked.push(url);
  const { pathname, searchParams } = new URL(url, "http://localhost");
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(bodyOf(pathname, searchParams)));
});
let orders: Orders;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  orders = new Orders({ baseURL: \`http://127.0.0.1:\${(server.address() as AddressInfo).port}\` });
});
afterAll(() => void server.close());
beforeEach(() => {
  asked = [];
});

async function idsOf(list: AsyncIterable<{ id?: number }>): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for await (const { id } of list) found.push(id);
  return found;
}

test("a list whose response has the property \`hasNextPage\`", async () => {
  expect(await idsOf(orders.todoItems.list())).toEqual(ids);
  expect(asked).toEqual(["/api/TodoItems", "/api/TodoItems?PageNumber=2", "/api/TodoItems?PageNumber=3"]);
  const page = await orders.todoItems.list({ PageSize: 20 });
  expect([page.hasNextPage(), page.hasPreviousPage, page.totalCount]).toEqual([true, false, 25]);
  expect((await page.getNextPage()).hasNextPage()).toBe(false);
});

test("a page that is selected by a property of an object, which need not be passed", async () => {
  expect(await idsOf(orders.products.list())).toEqual(ids);
  expect(asked).toEqual(["/products", "/products?page=1"]);
});

test("other properties of the object are sent with each page, and arrays repeat their names", async () => {
  const pageable = { size: 10, sort: ["id,desc", "name,asc"] };
  expect(await idsOf(orders.products.list({ filter: { colors: ["red"] }, pageable }))).toEqual([...ids].reverse());
  const rest = "size=10&sort=id%2Cdesc&sort=name%2Casc";
  expect(asked).toEqual([
    \`/products?colors=red&\${rest}\`,
    \`/products?colors=red&\${rest}&page=1\`,
    \`/products?colors=red&\${rest}&page=2\`,
  ]);
});

test("a list starts at the page of the object, or of the options", async () => {
  expect(await idsOf(orders.products.list({ pageable: { page: 1, size: 10 } }))).toEqual(ids.slice(10));
  expect(await idsOf(orders.products.list({ pageable: { size: 10 } }, { query: { page: 1 } }))).toEqual(ids.slice(10));
});

test("a slice without totals ends with an empty page", async () => {
  expect(await idsOf(orders.events.list())).toEqual(ids);
  expect(asked).toEqual(["/events", "/events?page=1", "/events?page=2"]);
});

test("a page number that is text, and items in an object of their own", async () => {
  expect(await idsOf(orders.receipts.list())).toEqual(ids);
  expect(asked).toEqual(["/receipts", "/receipts?page=2", "/receipts?page=3"]);
  expect(await idsOf(orders.receipts.list({ page: "3" }))).toEqual(ids.slice(20));
});

test("numbers that are also accepted as text", async () => {
  expect(await idsOf(orders.stock.list({ pageIndex: 1 }))).toEqual(ids.slice(10));
  const { totalItems = 0 } = await orders.stock.list();
  expect(totalItems / 5).toBe(5);
});

test("a list with the parameters by themselves, and totals in an object", async () => {
  expect(await idsOf(orders.models.list())).toEqual(ids);
  expect(asked).toEqual(["/models", "/models?page=1"]);
});
`;
