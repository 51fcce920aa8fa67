import { expect, test } from "vitest";
import { startMock } from "../src/index.js";

const integer = { type: "integer" };
const row = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, name: { type: "string" } },
};
const query = (name: string, schema: object) => ({ name, in: "query", schema });
const numbers = [query("PageNumber", integer), query("PageSize", integer)];
const zeroBased = { type: "integer", minimum: 0, default: 0 };
const pageable = { type: "object", properties: { page: { type: "integer", minimum: 0 }, size: integer } };

/** What bodies of these tests may have. */
interface Body {
  readonly items: readonly { readonly id: string }[];
  readonly pageNumber?: number;
  readonly totalPages?: number;
  readonly totalCount?: number;
  readonly last?: boolean;
  readonly page?: { readonly number: number; readonly totalElements: number; readonly totalPages: number };
}

/** The pages of a list as the client of a framework reads them: each body, until one says that it is the last. */
async function readPages(
  parameters: readonly object[],
  body: object,
  ask: (page: number) => string,
  isLast: (body: Body) => boolean,
): Promise<readonly string[]> {
  const content = {
    "application/json": { schema: { type: "object", properties: body, required: Object.keys(body) } },
  };
  const responses = { 200: { description: "A page.", content } };
  await using mock = await startMock({
    document: {
      openapi: "3.0.3",
      info: { title: "Rows", version: "1" },
      paths: { "/rows": { get: { operationId: "listRows", parameters, responses } } },
      components: { schemas: { Row: row, Pageable: pageable } },
    },
  });
  const ids: string[] = [];
  for (let page = 0; page < 10; page++) {
    const response = await fetch(`${mock.url}/rows${ask(page)}`);
    expect([response.status, response.headers.get("mock-ignored-parameters")]).toEqual([200, null]);
    const read = (await response.json()) as Body;
    ids.push(...read.items.map(({ id }) => id));
    if (isLast(read)) break;
  }
  return ids;
}

const items = { type: "array", items: { $ref: "#/components/schemas/Row" } };

test.each<[string, ...Parameters<typeof readPages>]>([
  [
    "numbered from 1, with the number of pages",
    numbers,
    { items, pageNumber: integer, totalPages: integer, totalCount: integer },
    (page) => (page === 0 ? "" : `?PageNumber=${page + 1}`),
    ({ pageNumber, totalPages, totalCount }) => totalCount === 45 && pageNumber === totalPages,
  ],
  [
    "numbered from 0, with the last page in the response",
    [query("page", zeroBased), query("size", integer)],
    { items, number: integer, last: { type: "boolean" } },
    (page) => `?page=${page}&size=10`,
    ({ last }) => last === true,
  ],
  [
    "numbered by a property of an object in the query, with totals in an object",
    [{ ...query("pageable", { $ref: "#/components/schemas/Pageable" }), required: true }],
    {
      items,
      page: {
        type: "object",
        required: ["number", "totalElements", "totalPages"],
        properties: { number: integer, totalElements: integer, totalPages: integer },
      },
    },
    (page) => (page === 0 ? "" : `?page=${page}`),
    ({ page }) => page?.totalElements === 45 && page.number + 1 === page.totalPages,
  ],
])("a list has each record once if its pages are %s", async (_, ...list) => {
  const ids = await readPages(...list);
  expect(ids).toHaveLength(45);
  expect(new Set(ids).size).toBe(45);
});
