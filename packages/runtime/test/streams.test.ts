// The formats of streams: text/event-stream as the HTML standard defines it, JSON lines, and JSON text sequences.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shop } from "./support/shop.js";
import { eventsOf, FORMATS, fetchOf, type MediaType, textOf, ticks, ticksOf } from "./support/streams.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every way to cut a text into two chunks of bytes, and into single bytes. */
function cuts(text: string): readonly (readonly Uint8Array[])[] {
  const all = bytes(text);
  const single = Array.from(all, (byte) => Uint8Array.of(byte));
  return [single, ...single.map((_, index) => [all.subarray(0, index), all.subarray(index)])];
}

describe("text/event-stream", () => {
  test.each<[string, string, readonly string[]]>([
    ["LF, CR and CRLF end lines", "data:a\n\ndata:b\r\rdata:c\r\n\r\n", ["a", "b", "c"]],
    ["mixed line breaks are not two", "data:a\r\n\ndata:b\n\r\n", ["a", "b"]],
    ["one byte order mark at the start is ignored", "\ufeffdata:a\n\n", ["a"]],
    ["a second byte order mark belongs to the name of the field", "\ufeff\ufeffdata:a\n\ndata:b\n\n", ["b"]],
    ["several data lines are joined by line breaks", "data:a\ndata:\ndata: b\n\n", ["a\n\nb"]],
    ["only one space after the colon is removed", "data:  a\n\ndata:\tb\n\n", [" a", "\tb"]],
    ["comments are ignored", ": ping\n:\ndata:a\n: data:b\n\n", ["a"]],
    ["a field without a colon has an empty value", "data\n\ndata\ndata\n\n", ["", "\n"]],
    ["unknown fields and those with spaces are ignored", "Data:a\n data:b\ndata :c\nx\ndata:d\n\n", ["d"]],
    ["an event without data is none", "event:a\nid:1\n\n\n\ndata:b\n\n", ["b"]],
    [
      "other characters that look like line breaks are data",
      "data:a\u2028\v\f\u0085b\n\n",
      ["a\u2028\v\f\u0085b"],
    ],
    ["colons in the data are kept", 'data:{"a":"b:c"}\n\n', ['{"a":"b:c"}']],
    ["an empty stream has no events", "", []],
  ])("%s, wherever the chunks are cut", async (_, text, expected) => {
    for (const chunks of [[text], ...cuts(text)]) expect(await textOf(chunks)).toEqual(expected);
  });

  test("names are those of their event; ids stay until another id", async () => {
    const text = "event:a\nid:1\ndata:x\n\ndata:y\n\nid\ndata:z\n\nid:2\0\nid: 3\nevent:b\nevent\ndata:w\n\n";
    for (const chunks of cuts(text)) {
      expect(await eventsOf(chunks)).toEqual([
        { event: "a", id: "1", data: "x" },
        { event: "message", id: "1", data: "y" },
        { event: "message", id: "", data: "z" },
        { event: "message", id: "3", data: "w" },
      ]);
    }
  });

  test("characters of several bytes are decoded wherever they are cut", async () => {
    for (const chunks of cuts("data:ü€😀\n\n")) expect(await textOf(chunks)).toEqual(["ü€😀"]);
  });

  test("an event is available as soon as its last line break has begun", async () => {
    const seen: unknown[] = [];
    function* chunks(): Generator<string> {
      yield 'data:{"n":1}\r\n\r';
      seen.push("next chunk");
      yield '\ndata:{"n":2}\n\n';
    }
    for await (const tick of shop({ fetch: fetchOf(chunks()) }).stream(ticks())) seen.push(tick);
    expect(seen).toEqual([{ n: 1 }, "next chunk", { n: 2 }]);
  });
});

const encode: Readonly<Record<MediaType, (values: readonly unknown[]) => string>> = {
  "text/event-stream": (values) => values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(""),
  "application/x-ndjson": (values) => values.map((value) => `${JSON.stringify(value)}\n`).join(""),
  "application/json-seq": (values) => values.map((value) => `\x1e${JSON.stringify(value)}\n`).join(""),
};

describe.each(Object.keys(FORMATS) as MediaType[])("%s", (mediaType) => {
  const read = (chunks: Iterable<string | Uint8Array>) =>
    ticksOf({ fetch: fetchOf(chunks, mediaType) }, {}, FORMATS[mediaType]);

  test("any values in any chunks are received once and in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.array(fc.nat(40), { minLength: 1 }),
        async (values, lengths) => {
          const all = bytes(encode[mediaType](values));
          const chunks: Uint8Array[] = [];
          for (let start = 0, turn = 0; start < all.length; turn++) {
            const end = start + (lengths[turn % lengths.length] ?? 0) + 1;
            chunks.push(all.subarray(start, end));
            start = end;
          }
          expect(await read(chunks)).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("100,000 events in one chunk are all received, in order", async () => {
    const values = Array.from({ length: 100_000 }, (_, n) => ({ n }));
    const items = await read([encode[mediaType](values)]);
    expect(items.length).toBe(values.length);
    expect(items.every(({ n }, index) => n === index)).toBe(true);
  });

  test("one event in 100,000 chunks takes linear time", async () => {
    const text = encode[mediaType]([{ n: 1, text: "x".repeat(1_000_000) }]);
    const chunks = Array.from({ length: 100_000 }, (_, index) => text.slice(index * 11, (index + 1) * 11));
    expect(await read(chunks)).toMatchObject([{ n: 1 }]);
  });
});

test("JSON lines: blank lines and CRLF are allowed, and the last line needs no line break", async () => {
  const read = (text: string) =>
    ticksOf({ fetch: fetchOf([text], "application/x-ndjson") }, {}, FORMATS["application/x-ndjson"]);
  expect(await read('\n{"n":1}\r\n  \n{"n":2}')).toEqual([{ n: 1 }, { n: 2 }]);
});

test("JSON sequences: a value is available before the next separator, and may contain line breaks", async () => {
  const seen: unknown[] = [];
  function* chunks(): Generator<string> {
    yield "\x1e{\n";
    yield '"n":1}\n';
    seen.push("next chunk");
    yield '\x1e{"n":2}\n';
  }
  const operation = ticks({}, FORMATS["application/json-seq"]);
  for await (const tick of shop({ fetch: fetchOf(chunks()) }).stream(operation)) seen.push(tick);
  expect(seen).toEqual([{ n: 1 }, "next chunk", { n: 2 }]);
});
