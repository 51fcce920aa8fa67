import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.js";

const pdf = { "application/pdf": { schema: { type: "string", format: "binary" } } };
const document = {
  openapi: "3.0.3",
  info: { title: "Reports", version: "1.0.0" },
  servers: [{ url: "https://reports.example" }],
  paths: {
    "/report": {
      head: { responses: { 200: { description: "Done.", content: pdf } } },
      get: {
        parameters: [
          { name: "Accept", in: "header", required: true, schema: { type: "string", enum: ["text/csv"] } },
          { name: "X-Kind", in: "header", schema: { type: "string", enum: ["a"] } },
        ],
        responses: { 204: { description: "Done." } },
      },
    },
    "/names/{__proto__}": {
      get: {
        parameters: [
          { name: "__proto__", in: "path", required: true, schema: { type: "string" } },
          ...["query", "header"].map((place) => ({
            name: "toString",
            in: place,
            schema: { type: "integer" },
          })),
        ],
        responses: { 204: { description: "Done." } },
      },
    },
  },
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ document });
});
afterAll(() => mock.close());

test("HEAD has no body, although the document describes one", async () => {
  const response = await fetch(`${mock.url}/report`, { method: "HEAD" });
  expect([response.status, response.headers.get("sl-violations")]).toEqual([200, null]);
});

test("a header parameter named Accept is ignored, as OpenAPI requires; others are validated", async () => {
  const send = (headers: Record<string, string>) => fetch(`${mock.url}/report`, { headers });
  expect((await send({ accept: "application/json" })).status).toBe(204);
  expect(await (await send({ "x-kind": "b" })).text()).toContain("X-Kind");
});

test("a parameter with the name of a property that every object inherits is absent unless it is sent", async () => {
  const statusOf = async (path: string, headers = {}) => (await fetch(mock.url + path, { headers })).status;
  expect(await statusOf("/names/a")).toBe(204);
  expect(await statusOf("/names/a?toString=1", { toString: "2" })).toBe(204);
  expect(await statusOf("/names/a?toString=b")).not.toBe(204);
});
