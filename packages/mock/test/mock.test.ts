import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { startMock } from "../src/index.js";
import { books, errorBody, libraryDocument, openLibrary, send } from "./support/library.js";

describe("responses", () => {
  test("come from the examples of the document", async () => {
    await using mock = await openLibrary();
    const response = await send(mock, "/books/1");
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual(books[0]);
  });

  test("have the status that `Prefer` chooses", async () => {
    await using mock = await openLibrary();
    const response = await send(mock, "/books/1", { headers: { prefer: "code=404" } });
    expect([response.status, await response.json()]).toEqual([404, errorBody(404)]);
  });

  test("reject a request without credentials or with an invalid body, as documented", async () => {
    await using mock = await openLibrary();
    const stranger = await fetch(`${mock.url}/books/1`);
    expect([stranger.status, await stranger.json()]).toEqual([401, errorBody(401)]);
    const headers = { "content-type": "application/json" };
    const invalid = await send(mock, "/books", { method: "POST", headers, body: '{"title":7}' });
    expect([invalid.status, await invalid.json()]).toEqual([400, errorBody(400)]);
    expect(invalid.headers.get("sl-violations")).toContain("title");
  });

  test("are the documented 404 for the nil UUID, unless `Prefer` chooses another status", async () => {
    await using mock = await openLibrary();
    const path = "/books/00000000-0000-0000-0000-000000000000";
    const missing = await send(mock, path);
    expect([missing.status, await missing.json()]).toEqual([404, errorBody(404)]);
    expect((await send(mock, path, { headers: { prefer: "code=200" } })).status).toBe(200);
  });

  test("accept a valid body that is sent in chunks", async () => {
    await using mock = await openLibrary();
    const stream = new Blob(['{"title":', '"Plums"}']).stream();
    const headers = { "content-type": "application/json" };
    const response = await send(mock, "/books", { method: "POST", headers, body: stream, duplex: "half" });
    expect([response.status, response.headers.get("sl-violations")]).toEqual([200, null]);
  });

  test("are empty where the document has no content", async () => {
    await using mock = await openLibrary();
    const response = await send(mock, "/books/1", { method: "DELETE" });
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  test("are 404 and 405 for unknown paths and methods", async () => {
    await using mock = await openLibrary();
    expect((await send(mock, "/films")).status).toBe(404);
    expect((await send(mock, "/books", { method: "PATCH" })).status).toBe(405);
  });

  test("are found for a parameter that spans several segments", async () => {
    await using mock = await openLibrary();
    for (const path of ["/scans/a/text", "/scans/2026/may%20day/a/text", "/scans/2026%2Fa/text"]) {
      expect([path, await (await send(mock, path)).text()]).toEqual([path, "scanned"]);
      mock.reset();
    }
    expect((await send(mock, "/scans/text")).status).toBe(404);
  });
});

describe("arrivals", () => {
  test("record method, path, time, fingerprint and status of each request, but not the key", async () => {
    await using mock = await openLibrary();
    await send(mock, "/books?count=1");
    await send(mock, "/books/7", { headers: { prefer: "code=404" }, card: "card-2" });
    const [first, second] = mock.arrivals;
    expect(first).toMatchObject({ method: "GET", path: "/books", status: 200 });
    expect(second).toMatchObject({ method: "GET", path: "/books/7", status: 404 });
    expect(second?.at).toBeGreaterThan(first?.at ?? Number.POSITIVE_INFINITY);
    expect(first?.key).not.toBe(second?.key);
    expect(JSON.stringify(mock.arrivals)).not.toContain("card-");
  });

  test("are cleared by reset, together with the counts of the rate limit", async () => {
    await using mock = await openLibrary();
    const statuses = async () =>
      (await Promise.all(Array.from({ length: 4 }, () => send(mock, "/books")))).length;
    await statuses();
    expect((await send(mock, "/books")).status).toBe(429);
    mock.reset();
    expect(mock.arrivals).toEqual([]);
    expect((await send(mock, "/books")).status).toBe(200);
  });
});

describe("a mock server", () => {
  test("ends idle connections when it is closed, and cannot be reached afterwards", async () => {
    const mock = await openLibrary();
    await new Promise((fulfil) => {
      const headers = { "library-card": "card-1", connection: "keep-alive" };
      request(`${mock.url}/books/1`, { headers }, (response) => response.resume().on("end", fulfil)).end();
    });
    await mock.close();
    await expect(fetch(mock.url)).rejects.toThrow("fetch failed");
  });

  test("throws when its port is taken", async () => {
    await using mock = await openLibrary();
    const port = Number(new URL(mock.url).port);
    await expect(startMock({ document: libraryDocument(), port })).rejects.toThrow("EADDRINUSE");
  });

  test("throws when the document is not OpenAPI", async () => {
    await expect(startMock({ document: { swagger: "2.0" } })).rejects.toThrow("is not an OpenAPI document");
  });
});
