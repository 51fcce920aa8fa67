import { describe, expect, test } from "vitest";
import type { Mock } from "../src/index.js";
import { call, openZoo, type Reply } from "./support/zoo.js";

/** The IDs on all pages of a list, page by page. */
async function readPages(mock: Mock, path: string): Promise<readonly (readonly string[])[]> {
  const pages: Reply[] = [await call(mock, `GET ${path}`)];
  for (let after = pages[0]?.body.after; after !== undefined; after = pages.at(-1)?.body.after) {
    pages.push(await call(mock, `GET ${path}&after=${after}`));
  }
  return pages.map(({ body }) => idsOf(body));
}

function idsOf(body: {
  readonly page: { readonly rows: readonly { readonly id: string }[] };
}): readonly string[] {
  return body.page.rows.map(({ id }) => id);
}

describe("a list", () => {
  test("has pages of the requested size, distinct records, a total, and an end", async () => {
    await using zoo = await openZoo();
    const pages = await readPages(zoo, "/keepers?max=30");
    expect(pages.map((page) => page.length)).toEqual([30, 15]);
    expect(new Set(pages.flat()).size).toBe(45);
    expect((await call(zoo, "GET /keepers?max=1")).body.total).toBe(45);
  });

  test("has twenty records on a page when the request does not set a number, or as many as the options say", async () => {
    await using zoo = await openZoo();
    expect((await call(zoo, "GET /keepers")).body.page.rows).toHaveLength(20);
    await using small = await openZoo({ pages: { total: 5, size: 4 } });
    expect((await call(small, "GET /keepers")).body.page.rows).toHaveLength(4);
  });

  test("has cursors that stay right while records are deleted and created", async () => {
    await using zoo = await openZoo({ pages: { total: 9 } });
    const first = (await call(zoo, "GET /keepers?max=3")).body;
    const [, second] = await readPages(zoo, "/keepers?max=3");
    for (const id of idsOf(first)) await call(zoo, `DELETE /keepers/${id}`);
    await call(zoo, "POST /keepers", { first_name: "Bo" });
    const next = (await call(zoo, `GET /keepers?max=3&after=${first.after}`)).body;
    expect(idsOf(next)).toEqual(second);
    expect((await readPages(zoo, "/keepers?max=3")).flat()).toHaveLength(7);
  });

  test("rejects a cursor that it did not return, also one of another selection, as documented", async () => {
    await using zoo = await openZoo();
    const { after } = (await call(zoo, "GET /keepers?max=1")).body;
    for (const query of ["after=", "after=nonsense", `first_name=Ann&after=${after}`]) {
      const response = await call(zoo, `GET /keepers?${query}`);
      expect([query, response.status, response.body.wrong.kind]).toEqual([query, 400, "invalid"]);
      expect(JSON.stringify(response.body)).toContain(
        "pass `after` of a page with the same filters, or leave it out",
      );
    }
  });

  test("is selected by the parameters that have the name of a property; others are named in a header", async () => {
    await using zoo = await openZoo();
    const response = await call(zoo, "GET /keepers?first_name=Ann&mood=good");
    expect(idsOf(response.body)).toEqual(["kp_7aB"]);
    expect(response.headers.get("mock-ignored-parameters")).toBe("mood");
  });

  test("can be divided by an offset", async () => {
    await using zoo = await openZoo();
    const { id } = (await call(zoo, "POST /keepers", { first_name: "Bo" })).body.keeper;
    for (const name of ["a", "b", "c"]) await call(zoo, `POST /keepers/${id}/animals`, { name });
    const names = async (query: string) => {
      const { body } = await call(zoo, `GET /keepers/${id}/animals?${query}`);
      return body.map(({ name }: { name: string }) => name);
    };
    expect(await names("limit=2")).toEqual(["a", "b"]);
    expect(await names("limit=2&offset=2")).toEqual(["c"]);
  });
});
