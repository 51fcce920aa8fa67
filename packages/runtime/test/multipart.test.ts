// Bodies that contain files, over HTTP.
import { createReadStream, openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ApiClient,
  binaryBody,
  formBody,
  multipartBody,
  operation,
  systemClock,
  textBody,
} from "../src/index.js";
import { type Arrived, startServer, type TestServer } from "./support/server.js";
import { scriptedFetch, shop } from "./support/shop.js";

type Params = Readonly<Record<string, unknown>>;

const definition = { id: "send", path: "/send", response: "empty" } as const;
const sendForm = operation<Params, void>(
  { ...definition, method: "PUT", body: "multipart" },
  { body: multipartBody },
);
const sendBytes = operation<{ content: unknown }, void>(
  { ...definition, method: "PUT", body: "binary", bodyParameter: "content" },
  { body: binaryBody },
);

const text = "größer, 文件";
const bytes = new TextEncoder().encode(text);
const size = bytes.length;

let folder: string;
let path: string;
let server: TestServer;
let client: ApiClient;
/** Statuses of the next responses; 200 after the last. */
let statuses: number[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "copilot-sdk-multipart-"));
  path = join(folder, "Ωmega.txt");
  await writeFile(path, bytes);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  statuses = [];
  server = await startServer((_, response) => response.writeHead(statuses.shift() ?? 200).end());
  client = shop({ baseURL: server.url, clock: { ...systemClock, random: () => 0 } });
  return () => server[Symbol.asyncDispose]();
});

/** The last request, as a form. */
function received(): Promise<FormData> {
  const { body, headers } = server.arrived.at(-1) as Arrived;
  return new Response(new Uint8Array(body), {
    headers: { "content-type": String(headers["content-type"]) },
  }).formData();
}

async function* generated(): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 5);
  yield bytes.subarray(5);
}

describe("a multipart body sends", () => {
  test.each<[string, () => unknown, { name: string; type: string }]>([
    ["a Blob", () => new Blob([bytes]), { name: "blob", type: "" }],
    [
      "a File",
      () => new File([bytes], "a.txt", { type: "text/plain" }),
      { name: "a.txt", type: "text/plain" },
    ],
    ["a Blob from fs.openAsBlob", () => openAsBlob(path), { name: "blob", type: "" }],
    ["a Buffer", () => Buffer.from(bytes), { name: "blob", type: "" }],
    ["a DataView", () => new DataView(bytes.buffer as ArrayBuffer), { name: "blob", type: "" }],
    [
      "a file's read stream under the file's name",
      () => createReadStream(path),
      { name: "Ωmega.txt", type: "" },
    ],
    [
      "a read stream with its size",
      () => ({ stream: createReadStream(path), size }),
      { name: "Ωmega.txt", type: "" },
    ],
    [
      "a stream with size, name and type",
      () => ({ stream: generated(), size, name: "b.csv", type: "text/csv" }),
      { name: "b.csv", type: "text/csv" },
    ],
    ["a web stream", () => Readable.toWeb(Readable.from(generated())), { name: "blob", type: "" }],
    ["an async iterable", () => generated(), { name: "blob", type: "" }],
    [
      "a Response",
      () => new Response(bytes, { headers: { "content-type": "text/html" } }),
      { name: "blob", type: "text/html" },
    ],
  ])("%s", async (_, content, { name, type }) => {
    await client.request(sendForm, { file: await content() });
    const file = (await received()).get("file") as File;
    expect([file.name, file.type, await file.text()]).toEqual([
      name,
      type || "application/octet-stream",
      text,
    ]);
  });

  test("a file with any name, escaping quotes and line breaks", async () => {
    const names = [
      "日本語 ملف.txt",
      'a "quoted" name',
      "two\r\nlines",
      "back\\slash",
      "per%22cent",
      "😀.png",
    ];
    for (const name of names) {
      await client.request(sendForm, { file: new File([bytes], name), other: "1" });
      const { body } = server.arrived.at(-1) as Arrived;
      const sent = /filename="([^"\r\n]*)"\r\n/.exec(body.toString())?.[1];
      expect(sent).toBe(name.replace(/["\r\n]/g, encodeURIComponent));
      expect([...(await received()).keys()]).toEqual(["file", "other"]);
    }
  });

  test("several files in one field, in order", async () => {
    const files = ["a", "b", "c"].map((name) => new File([name], name));
    await client.request(sendForm, {
      files: [files[0], { stream: files[1]?.stream(), size: 1, name: "b" }, files[2]],
    });
    const arrived = (await received()).getAll("files") as File[];
    expect(await Promise.all(arrived.map(async (file) => [file.name, await file.text()]))).toEqual([
      ["a", "a"],
      ["b", "b"],
      ["c", "c"],
    ]);
  });
});

test("a multipart body has the media type of its operation", async () => {
  for (const contentType of ["multipart/related", "multipart/mixed; type=order"]) {
    const sendParts = operation<Params, void>(
      { ...definition, method: "PUT", body: "multipart", contentType },
      { body: multipartBody },
    );
    await client.request(sendParts, { text, file: new File([bytes], "a.txt") });
    const { headers, body } = server.arrived.at(-1) as Arrived;
    const [type, boundary = ""] = String(headers["content-type"]).split("; boundary=");
    expect(type).toBe(contentType.split(";")[0]);
    expect(boundary).not.toBe("");
    expect(new TextDecoder().decode(body)).toContain(`--${boundary}\r\n`);
  }
});

describe("a multipart body sends values", () => {
  test("as text, and objects as JSON parts", async () => {
    const values = {
      text,
      number: 1.5,
      flag: false,
      big: 10n,
      at: new Date(0),
      none: null,
      missing: undefined,
    };
    await client.request(sendForm, {
      ...values,
      object: { a: [1] },
      list: [{ b: null }, "x"],
      "a\nname": "two\nlines",
    });
    const form = await received();
    expect([...form]).toEqual([
      ["text", text],
      ["number", "1.5"],
      ["flag", "false"],
      ["big", "10"],
      ["at", "1970-01-01T00:00:00.000Z"],
      ["object", '{"a":[1]}'],
      ["list", '{"b":null}'],
      ["list", "x"],
      ["a\r\nname", "two\r\nlines"],
    ]);
    const parts = server.arrived[0]?.body.toString().split(/\r\n------.*\r\n/) ?? [];
    const json = parts.filter((part) => part.includes("\r\nContent-Type: application/json\r\n\r\n{"));
    expect(json).toHaveLength(2);
  });

  test("as JSON even if they look like an upload", async () => {
    await client.request(sendForm, { note: { text: "hello" }, choice: { stream: "news", size: 3 } });
    expect([...(await received())]).toEqual([
      ["note", '{"text":"hello"}'],
      ["choice", '{"stream":"news","size":3}'],
    ]);
  });
});

describe("the length of a body", () => {
  test.each<[string, Params, object]>([
    ["small files", { name: "a", file: new Blob([bytes]) }, { name: "a", file: size }],
    [
      "large files",
      { name: "a", file: new Blob([new Uint8Array(3_000_000)]) },
      { name: "a", file: 3_000_000 },
    ],
    [
      "streams with their sizes",
      { one: { stream: generated(), size }, other: { stream: [bytes, bytes], size: 2 * size } },
      { one: size, other: 2 * size },
    ],
  ])("is sent when it is known: %s", async (_, params, expected) => {
    await client.request(sendForm, params);
    const [{ headers, body }] = server.arrived as [Arrived];
    expect([headers["content-length"], headers["transfer-encoding"]]).toEqual([`${body.length}`, undefined]);
    const form = await received();
    const sizes = [...form].map(([name, value]) => [name, typeof value === "string" ? value : value.size]);
    expect(Object.fromEntries(sizes)).toEqual(expected);
  });

  test("is not sent for a stream without a size, and the body is chunked", async () => {
    await client.request(sendForm, { file: generated() });
    await client.request(sendBytes, { content: generated() });
    for (const { headers } of server.arrived) expect(headers["transfer-encoding"]).toBe("chunked");
  });
});

describe("a binary body sends", () => {
  test.each<[string, () => unknown, string]>([
    ["bytes", () => bytes, "application/octet-stream"],
    ["text", () => text, "application/octet-stream"],
    ["a Blob with its type", () => new Blob([bytes], { type: "text/csv" }), "text/csv"],
    ["a Node stream", () => createReadStream(path), "application/octet-stream"],
    ["a stream with its size and type", () => ({ stream: generated(), size, type: "text/css" }), "text/css"],
  ])("%s", async (_, content, type) => {
    await client.request(sendBytes, { content: content() });
    expect([server.arrived[0]?.body.toString(), server.arrived[0]?.headers["content-type"]]).toEqual([
      text,
      type,
    ]);
  });
});

describe("before it sends anything, a call rejects", () => {
  class Point {
    x = 1;
  }
  test.each<[string, unknown, string]>([
    ["a function", () => {}, "cannot be a function"],
    ["a symbol", Symbol("s"), "cannot be a symbol"],
    ["a Promise", Promise.resolve(), "cannot be Promise"],
    ["a Map", new Map(), "cannot be Map"],
    ["an object with a class", new Point(), "cannot be Point"],
    ["a Set in a list", [1, new Set()], "cannot be Set"],
  ])("%s as a form value, naming the parameter", async (_, value, message) => {
    const fetch = scriptedFetch();
    const sendFields = operation<Params, void>(
      { ...definition, method: "POST", body: "form" },
      { body: formBody },
    );
    for (const post of [sendForm, sendFields]) {
      const call = shop({ fetch }).request(post, { fine: 1, field: value });
      await expect(call).rejects.toThrow(new TypeError(`send: parameter field ${message}`));
    }
    expect(fetch.sent).toEqual([]);
  });

  test.each<[string, () => unknown, string]>([
    ["a locked stream", locked, "is being read by something else"],
    [
      "a fractional size",
      () => ({ stream: generated(), size: 1.5 }),
      "must have its number of bytes as size, not 1.5",
    ],
    [
      "a media type with a line break",
      () => ({ stream: generated(), size, type: "a\r\nb" }),
      "must have a media type as type",
    ],
  ])("%s as a file, naming the parameter", async (_, file, message) => {
    const fetch = scriptedFetch();
    await expect(shop({ fetch }).request(sendForm, { file: file() })).rejects.toThrow(
      new TypeError(`send: parameter file ${message}`),
    );
    expect(fetch.sent).toEqual([]);
  });

  test.each([[42], [true], [{ a: 1 }], [new Map()], [() => {}], [Symbol("s")]])(
    "%s as a binary body, and as a text body unless it is a number or boolean",
    async (content) => {
      const fetch = scriptedFetch();
      const sendText = operation<{ content: unknown }, void>(
        { ...definition, method: "POST", body: "text", bodyParameter: "content" },
        { body: textBody },
      );
      await expect(shop({ fetch }).request(sendBytes, { content })).rejects.toThrow(
        /^send: parameter content cannot be (\w+: pass|a )/,
      );
      if (typeof content !== "number" && typeof content !== "boolean") {
        await expect(shop({ fetch }).request(sendText, { content })).rejects.toThrow(
          /^send: parameter content (is not text|cannot be a )/,
        );
      }
      expect(fetch.sent).toEqual([]);
    },
  );
});

describe("a stream in a body", () => {
  test("whose size is wrong rejects the call, naming the field, and the request does not arrive", async () => {
    for (const [told, problem] of [
      [size + 1, `ended after ${size} of its ${size + 1} bytes`],
      [size - 1, `has more than its ${size - 1} bytes`],
    ] as const) {
      const call = client.request(sendForm, {
        name: "a",
        file: { stream: generated(), size: told },
        more: "b",
      });
      await expect(call).rejects.toMatchObject({
        name: "APIError",
        message: `send: parameter file ${problem}`,
      });
    }
    expect(server.arrived).toEqual([]);
  });

  test("that cannot be read rejects the call, naming the field and the system's error code", async () => {
    const file = createReadStream(join(folder, "missing"));
    await expect(client.request(sendForm, { name: "a", file })).rejects.toMatchObject({
      name: "APIError",
      message: "send: parameter file cannot be read: ENOENT",
      cause: { code: "ENOENT" },
    });
    expect(server.arrived).toEqual([]);
  });

  test("with undefined between its chunks rejects the call instead of ending there", async () => {
    const chunks = [new Uint8Array([1]), undefined, new Uint8Array([2])];
    const web = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    const iterable = (async function* () {
      yield* chunks;
    })();
    for (const content of [web, iterable]) {
      await expect(client.request(sendBytes, { content })).rejects.toMatchObject({
        name: "APIError",
        message: "send: parameter content yielded Null, not bytes",
      });
    }
    expect(server.arrived).toEqual([]);
  });

  test("in shared memory is copied, because some platforms refuse to send shared memory", async () => {
    const fetch = scriptedFetch();
    const content = Buffer.from(new SharedArrayBuffer(3));
    await shop({ fetch }).request(sendBytes, { content });
    expect(fetch.sent.map(({ init }) => (init.body as Uint8Array).buffer)).toEqual([expect.any(ArrayBuffer)]);
  });

  test("is never sent again, but a Blob is sent for each retry", async () => {
    statuses = [503, 503];
    await client.request(sendForm, { file: new Blob([new Uint8Array(2_000_000)]) });
    expect(server.arrived).toHaveLength(3);
    statuses = [503];
    const call = client.request(sendForm, { file: { stream: generated(), size } });
    await expect(call).rejects.toMatchObject({ name: "InternalServerError" });
    expect(server.arrived).toHaveLength(4);
  });

  test("is destroyed when the call fails, in the queue or after sending", async () => {
    const waiting = createReadStream(path);
    const busy = shop({
      fetch: () => new Promise(() => {}),
      rateLimit: { requests: 1 },
      apiKey: "a key of its own",
    });
    const first = new AbortController();
    busy.request(sendBytes, { content: "text" }, { signal: first.signal }).catch(() => {});
    const call = busy.request(sendForm, { file: waiting }, { deadline: 10 });
    await expect(call).rejects.toMatchObject({ name: "APIConnectionTimeoutError" });
    first.abort();
    statuses = [400];
    const refused = Readable.from(generated());
    await expect(client.request(sendBytes, { content: refused })).rejects.toMatchObject({
      name: "BadRequestError",
    });
    expect([waiting.destroyed, refused.destroyed]).toEqual([true, true]);
  });
});

function locked(): ReadableStream {
  const stream = new Blob([bytes]).stream();
  stream.getReader();
  return stream;
}
