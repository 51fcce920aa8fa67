// The mock sends the example of an item as a stream, and wire tests compare each item that a client received.
import { afterAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.js";
import { Wire } from "../src/wire.js";

const mocks: Mock[] = [];
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

const ITEM = { type: "object", required: ["n"], properties: { n: { type: "integer", example: 7 } } };

/** A document whose operation responds with this content. */
function documentOf(mediaType: string, content: object, extension?: object): object {
  const error = { description: "Wrong.", content: { "application/json": { example: { message: "no" } } } };
  const responses = { 200: { description: "Each.", content: { [mediaType]: content } }, 400: error };
  return {
    openapi: "3.1.0",
    info: { title: "Runs", version: "1.0.0" },
    paths: { "/events": { get: { responses, ...(extension && { "x-stream": extension }) } } },
  };
}

test("an error beside a stream is JSON, although the client asks for a stream", async () => {
  const mock = await startMock({ document: documentOf("text/event-stream", { schema: ITEM }) });
  mocks.push(mock);
  const headers = { accept: "text/event-stream", prefer: "code=400" };
  const response = await fetch(`${mock.url}/events`, { headers });
  expect([response.status, await response.json()]).toEqual([400, { message: "no" }]);
});

async function bodyOf(mediaType: string, content: object, extension?: object): Promise<string> {
  const mock = await startMock({ document: documentOf(mediaType, content, extension) });
  mocks.push(mock);
  const response = await fetch(`${mock.url}/events`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, mediaType]);
  expect(response.headers.get("sl-violations")).toBeNull();
  return response.text();
}

describe("a stream of the mock", () => {
  test.each<[string, string, object, object | undefined, string]>([
    [
      "an event with the item as its data",
      "text/event-stream",
      { schema: ITEM },
      undefined,
      'data: {"n":7}\n\n',
    ],
    [
      "one described by itemSchema",
      "text/event-stream",
      { itemSchema: ITEM },
      undefined,
      'data: {"n":7}\n\n',
    ],
    [
      "text",
      "text/event-stream",
      { schema: { type: "string", example: "a\nb" } },
      undefined,
      "data: a\ndata: b\n\n",
    ],
    [
      "an example that is written as it is sent",
      "text/event-stream",
      { schema: { type: "string" }, example: ": hi\ndata: x\n\n" },
      undefined,
      ": hi\ndata: x\n\n",
    ],
    [
      "the members of an event, whose data is parsed",
      "text/event-stream",
      {
        itemSchema: {
          type: "object",
          required: ["event", "data"],
          properties: {
            event: { const: "tick" },
            data: { type: "string", contentMediaType: "application/json", contentSchema: ITEM },
          },
        },
      },
      undefined,
      'event: tick\ndata: {"n":7}\n\n',
    ],
    [
      "an example as it is sent, with the end that it may lack",
      "text/event-stream",
      { schema: { type: "string", example: 'event: tick\ndata: {"n":7}\n' } },
      undefined,
      'event: tick\ndata: {"n":7}\n\n',
    ],
    [
      "the end of the stream",
      "text/event-stream",
      { schema: ITEM },
      { end: "[DONE]", lastEvent: "stop" },
      'event: stop\ndata: {"n":7}\n\ndata: [DONE]\n\n',
    ],
    [
      "a line for each item of an array",
      "application/x-ndjson",
      { schema: { type: "array", items: ITEM }, example: [{ n: 1 }, { n: 2 }] },
      undefined,
      '{"n":1}\n{"n":2}\n',
    ],
    ["a JSON text sequence", "application/json-seq", { itemSchema: ITEM }, undefined, '\x1e{"n":7}\n'],
  ])("is %s", async (_, mediaType, content, extension, expected) => {
    expect(await bodyOf(mediaType, content, extension)).toBe(expected);
  });
});

describe("a wire test of a stream", () => {
  /** Verifies a client that receives these items. */
  async function verify(mediaType: string, content: object, items: readonly unknown[]): Promise<void> {
    const wire = new Wire({ document: documentOf(mediaType, content, { end: "bye" }) });
    await wire.start();
    try {
      await wire.verify("GET /events", 200, async ({ headers }) => {
        await wire.clientOptions.fetch(`${wire.clientOptions.baseURL}/events`, { headers });
        return {
          events: () => undefined,
          async *[Symbol.asyncIterator]() {
            yield* items;
          },
        };
      });
    } finally {
      await wire.stop();
    }
  }

  test.each<[string, object, readonly unknown[]]>([
    ["text/event-stream", { schema: ITEM }, [{ n: 7 }]],
    ["text/event-stream", { schema: { type: "string", example: "a\nb" } }, ["a\nb"]],
    ["text/event-stream", { schema: { type: "string", example: 'data: {"n":7}\n' } }, ['{"n":7}']],
    ["text/event-stream", { schema: ITEM }, [{ event: "message", data: { n: 7 }, id: "" }]],
    [
      "text/event-stream",
      { schema: { type: "string", example: "done" } },
      [{ event: "message", data: "done", id: "" }],
    ],
    [
      "application/x-ndjson",
      { schema: { type: "array", items: ITEM }, example: [{ n: 1 }, { n: 2 }] },
      [{ n: 1 }, { n: 2 }],
    ],
    ["application/json-seq", { itemSchema: ITEM }, [{ n: 7 }]],
  ])("accepts the items of %s", async (mediaType, content, items) => {
    await verify(mediaType, content, items);
  });

  test.each<[string, readonly unknown[]]>([
    ["a missing item", []],
    ["another item", [{ n: 8 }]],
    ["an item that was not parsed", ['{"n":7}']],
    ["an item too many", [{ n: 7 }, { n: 7 }]],
  ])("finds %s", async (_, items) => {
    await expect(verify("text/event-stream", { schema: ITEM }, items)).rejects.toThrow();
  });
});
