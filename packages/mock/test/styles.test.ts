import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.js";
import { stylesDocument } from "./support/styles-document.js";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ document: stylesDocument() });
});
afterAll(() => mock.close());

describe("a parameter in the style of the document is accepted", () => {
  test.each([
    ["/lists/5", {}],
    ["/lists/5,6", {}],
    ["/labels/.5.6", {}],
    ["/matrix/;width=5;unit=cm", {}],
    ["/search", {}],
    ["/search?ids=1", {}],
    ["/search?ids=1&ids=2", {}],
    ["/search?commas=1,2", {}],
    ["/search?commas=1%2C2", {}],
    ["/search?pipes=1%7C2", {}],
    ["/search?spaces=1%202", {}],
    ["/search?width=1&unit=cm", {}],
    ["/search?filter[size][width]=1&filter[tags][]=a&filter[tags][]=b&filter[all]=true", {}],
    ["/search?filter[tags][0]=a&filter[tags][1]=b", {}],
    ["/search?filter[tags]=a&filter[tags]=b", {}],
    ["/search?json=%7B%22width%22%3A5%7D", {}],
    ["/search", { "X-List": "1, 2" }],
    ["/search", { "X-Object": "width,5,unit,cm" }],
  ])("%s %o", async (target, headers) => {
    const response = await fetch(mock.url + target, { headers });
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });
});

test("a required object without required properties may be empty, so that its parameters are not sent", async () => {
  const { paths, ...others } = stylesDocument();
  const schema = { type: "object", properties: { page: { type: "integer" } } };
  const parameters = [{ name: "pageable", in: "query", required: true, schema }];
  const strict = [{ ...parameters[0], schema: { ...schema, required: ["page"] } }];
  const get = (own: object) => ({ get: { parameters: own, responses: { 204: { description: "Done." } } } });
  const document = {
    ...others,
    paths: { ...paths, "/pages": get(parameters), "/strict-pages": get(strict) },
  };
  await using own = await startMock({ document });
  const statusOf = async (target: string) => (await fetch(own.url + target)).status;
  expect(await statusOf("/pages")).toBe(204);
  expect(await statusOf("/pages?page=1")).toBe(204);
  expect(await statusOf("/pages?page=a")).toBe(422);
  expect(await statusOf("/strict-pages")).toBe(422);
});

describe("a parameter in another style or of another type is rejected, with its name", () => {
  test.each([
    ["/lists/a", {}, "ids"],
    ["/labels/5.6", {}, "sizes"],
    ["/matrix/5", {}, "size"],
    ["/search?ids=a", {}, "ids"],
    ["/search?commas=1&commas=2", {}, "commas"],
    ["/search?pipes=1,2", {}, "pipes"],
    ["/search?width=wide", {}, "width"],
    ["/search?unit=cm", {}, "width"],
    ["/search?filter[size][unit]=cm", {}, "width"],
    ["/search?filter[all]=maybe", {}, "all"],
    [`/search?filter${"[a]".repeat(100)}=1`, {}, "filter"],
    ["/search?json=%7B", {}, "json"],
    ["/search?json=%7B%22width%22%3A%225%22%7D", {}, "json"],
    ["/search", { "X-List": "a" }, "X-List"],
    ["/search", { "X-Object": "unit,cm" }, "X-Object"],
  ])("%s %o: %s", async (target, headers, name) => {
    const response = await fetch(mock.url + target, { headers });
    expect([response.status, response.headers.get("sl-violations")]).toEqual([
      400,
      expect.stringContaining(name),
    ]);
  });
});

type Body = NonNullable<RequestInit["body"]>;

describe("a form", () => {
  const fields = (...pairs: [name: string, value: string][]) => new URLSearchParams(pairs);
  const parts = (...pairs: readonly [string, string | Blob][]) => {
    const form = new FormData();
    for (const [name, value] of pairs) form.append(name, value);
    return form;
  };
  const json = (value: unknown) => new Blob([JSON.stringify(value)], { type: "application/json" });
  const post = async (body: Body) => {
    const response = await fetch(`${mock.url}/forms`, { method: "POST", body });
    return [response.status, response.headers.get("sl-violations")];
  };

  test.each([
    ["strings and numbers", fields(["title", "Plums"], ["pages", "80"])],
    ["an array of one, and one of several", fields(["tags", "a"], ["commas", "1,2"])],
    ["an object in brackets", fields(["deep[size][width]", "1"], ["deep[tags][]", "a"])],
    ["an object as JSON", fields(["json", '{"width":1}'])],
    ["an object as fields of their own", fields(["width", "1"])],
    ["parts", parts(["title", "Plums"], ["pages", "80"], ["tags", "a"], ["tags", "b"])],
    [
      "parts of JSON",
      parts(["json", json({ width: 1 })], ["sizes", json({ width: 1 })], ["sizes", json({ width: 2 })]),
    ],
    ["a file", parts(["file", new Blob([new Uint8Array([0, 255, 13, 10])])])],
    ["a field that the document does not know", fields(["other", "x"])],
  ])("with %s is accepted", async (_title, body) => {
    expect(await post(body)).toEqual([204, null]);
  });

  test.each<[string, string, Body]>([
    ["a word in place of a number", "pages", fields(["pages", "many"])],
    ["JSON where the document says brackets", "deep", fields(["deep", '{"size":{"width":1}}'])],
    ["an object that lacks a property", "width", parts(["json", json({ unit: "cm" })])],
    ["a part that is no JSON", "json", parts(["json", "width"])],
    ["an item of an array that lacks a property", "width", parts(["sizes", json({})])],
    [
      "an unfinished escape",
      "escape",
      new Blob(["title=%E0%A4%A"], { type: "application/x-www-form-urlencoded" }),
    ],
  ])("with %s is refused: %s", async (_title, name, body) => {
    expect(await post(body)).toEqual([400, expect.stringContaining(name)]);
  });
});
