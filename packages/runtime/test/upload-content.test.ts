// What can be uploaded and what cannot, against a store that is as strict as S3.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fetch, UploadContent } from "../src/index.js";
import { filesClient, uploadFile } from "./support/files-api.js";
import { startServer } from "./support/server.js";
import { type Store, startStore } from "./support/store.js";

// Longer than a chunk of any stream, and not a multiple of its length.
const bytes = Uint8Array.from({ length: 200_003 }, (_, index) => index * 31);
const size = bytes.length;
const whole = { size, hash: createHash("sha256").update(bytes).digest("hex") };

let folder: string;
let path: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "copilot-sdk-upload-"));
  path = join(folder, "größer 文件.bin");
  await writeFile(path, bytes);
  store = await startStore();
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Requests with content of the last upload. */
let puts: number;

function upload(content: unknown): Promise<unknown> {
  puts = 0;
  const fetch: Fetch = (url, init) => {
    if (init?.method === "PUT") puts++;
    return globalThis.fetch(url, init);
  };
  const client = filesClient(store.url, { fetch });
  return client.transport.upload(uploadFile, { path: "/a" }, content as UploadContent);
}

const shared = new Uint8Array(new SharedArrayBuffer(size));
shared.set(bytes);

/** A Blob like those of polyfills and other realms. */
const foreignBlob = { size, type: "text/plain", stream: () => new Blob([bytes]).stream() };

async function* generated(): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < size; start += 70_000) yield bytes.subarray(start, start + 70_000);
}
function* generatedAtOnce(): Generator<ArrayBuffer> {
  for (let start = 0; start < size; start += 70_000) yield bytes.slice(start, start + 70_000).buffer;
}
/** Bytes whose memory was transferred to a worker. */
function transferred(): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array([1, 2, 3]);
  structuredClone(content, { transfer: [content.buffer] });
  return content;
}
const webStream = (): ReadableStream => Readable.toWeb(Readable.from(generated())) as ReadableStream;

describe("an upload stores the bytes of", () => {
  test.each<[string, () => UploadContent | Promise<UploadContent>]>([
    ["a Blob", () => new Blob([bytes])],
    ["a File", () => new File([bytes], "a.bin")],
    ["the Blob of fs.openAsBlob", () => openAsBlob(path)],
    ["a Blob from another realm", () => foreignBlob],
    ["a Buffer", () => Buffer.from(bytes)],
    ["a typed array, without the rest of its buffer", () => new Uint8Array([7, ...bytes, 7]).subarray(1, -1)],
    ["a typed array of larger elements", () => new Uint16Array(bytes.slice(0, -1).buffer)],
    ["a DataView", () => new DataView(bytes.slice().buffer)],
    ["an ArrayBuffer", () => bytes.slice().buffer],
    ["a SharedArrayBuffer", () => shared.buffer],
    ["a typed array on a SharedArrayBuffer", () => shared],
    [
      "a typed array on a resizable buffer, which fetch rejects",
      () => {
        const Resizable = ArrayBuffer as new (length: number, options: object) => ArrayBuffer;
        const content = new Uint8Array(new Resizable(size, { maxByteLength: 2 * size }));
        content.set(bytes);
        return content;
      },
    ],
    ["a file's read stream", () => ({ stream: createReadStream(path), size })],
    ["any other Node stream", () => ({ stream: Readable.from(generated()).pipe(new PassThrough()), size })],
    ["a web stream", () => ({ stream: webStream(), size })],
    ["a web stream of bytes", () => ({ stream: new Blob([bytes]).stream(), size })],
    ["an async generator", () => ({ stream: generated(), size })],
    ["a generator", () => ({ stream: generatedAtOnce(), size })],
    [
      "an array of chunks, including empty ones",
      () => ({ stream: [bytes, new Uint8Array(), Buffer.alloc(0)], size }),
    ],
    ["a function that returns a stream", () => ({ stream: () => createReadStream(path), size })],
    ["a function that returns a promise of a stream", () => ({ stream: async () => webStream(), size })],
    [
      "a function that returns a promise of a stream, with a media type",
      () => ({ stream: async () => webStream(), size, type: "text/plain" }),
    ],
  ])("%s", async (name, content) => {
    const result = await upload(await content());
    const expected = name.includes("larger elements")
      ? { size: size - 1, hash: createHash("sha256").update(bytes.subarray(0, -1)).digest("hex") }
      : whole;
    expect(result).toMatchObject({ ...expected, status: "completed" });
    expect(store.files.at(-1)?.headers).toMatchObject({ "content-length": `${expected.size}` });
    expect(store.files.at(-1)?.headers?.["transfer-encoding"]).toBeUndefined();
  });

  test("a Response with a content-length, and of an incoming Request", async () => {
    await using source = await startServer((_, response) =>
      response.writeHead(200, { "content-length": size }).end(bytes),
    );
    expect(await upload(await fetch(source.url))).toMatchObject(whole);
    const headers = { "content-length": `${size}` };
    expect(await upload(new Request(source.url, { method: "PUT", body: bytes, headers }))).toMatchObject(
      whole,
    );
  });

  test("text, as UTF-8", async () => {
    expect(await upload({ text: "größer" })).toMatchObject({
      size: 8,
      hash: createHash("sha256").update("größer").digest("hex"),
    });
  });

  test("empty content of every kind", async () => {
    for (const nothing of [
      new Blob(),
      new Uint8Array(),
      { text: "" },
      { stream: generatedNothing(), size: 0 },
    ]) {
      expect(await upload(nothing)).toMatchObject({ size: 0, status: "completed" });
    }
  });
});

describe("before creating the file, an upload rejects", () => {
  test.each<[string, () => unknown, string | RegExp]>([
    [
      "a string",
      () => "./big.bin",
      "cannot be String: pass { text } for text, and for a path a Blob, such as that of openAsBlob(path)",
    ],
    ["a number", () => 42, "cannot be Number"],
    ["null", () => null, "cannot be Null"],
    ["undefined", () => undefined, "cannot be Undefined"],
    [
      "a plain object",
      () => ({ path: "./big.bin" }),
      "cannot be Object: pass a Blob, bytes, { stream, size }, a Response or { text }",
    ],
    ["a Map", () => new Map(), "cannot be Map"],
    ["an array", () => [bytes], "cannot be Array"],
    ["a function", () => () => createReadStream(path), "cannot be Function"],
    [
      "a stream without its size",
      () => createReadStream(path),
      "has no known size: pass { stream, size } with its size in bytes",
    ],
    ["a web stream without its size", () => webStream(), "has no known size"],
    ["a generator without its size", () => generated(), "has no known size"],
    [
      "a size that is not a number of bytes",
      () => ({ stream: generated(), size: -1 }),
      "must have its number of bytes as size, not -1",
    ],
    [
      "a bigint as size",
      () => ({ stream: generated(), size: 5n }),
      "must have its number of bytes as size, not BigInt",
    ],
    [
      "a string as size",
      () => ({ stream: generated(), size: "5" }),
      "must have its number of bytes as size, not String",
    ],
    [
      "a function with a media type and a size that is not a number",
      () => ({ stream: generated, size: Number.NaN, type: "text/plain" }),
      "must have its number of bytes as size, not NaN",
    ],
    ["a path as stream", () => ({ stream: path, size }), "has a stream that is String: pass a web stream"],
    ["bytes as stream", () => ({ stream: bytes, size }), "has a stream that is Uint8Array"],
    ["a Blob as stream", () => ({ stream: new Blob([bytes]), size }), "has a stream that is Blob"],
    ["text that is not valid Unicode", () => ({ text: "a\ud800" }), "cannot be invalid Unicode"],
    ["a transferred ArrayBuffer", () => transferred().buffer, "its ArrayBuffer was transferred"],
    ["a typed array whose buffer was transferred", () => transferred(), "its ArrayBuffer was transferred"],
    [
      "a chunk whose buffer was transferred",
      () => ({ stream: [transferred()], size: 3 }),
      "its ArrayBuffer was transferred",
    ],
    ["a locked web stream", () => ({ stream: locked(webStream()), size }), "is being read by something else"],
    [
      "a web stream that was already read",
      async () => ({ stream: await read(webStream()), size }),
      "ended after 0 of its 200003 bytes",
    ],
    [
      "a Node stream that was already read",
      async () => ({ stream: await readNode(), size }),
      "has ended or was destroyed",
    ],
    ["a destroyed Node stream", () => ({ stream: createReadStream(path).destroy(), size }), "was destroyed"],
    [
      "a Node stream that something else is reading",
      () => ({ stream: createReadStream(path).on("data", () => {}), size }),
      "is being read by something else",
    ],
    [
      "a Node stream with an encoding",
      () => ({ stream: createReadStream(path, "utf8"), size }),
      "has an encoding, so it yields strings instead of bytes",
    ],
    ["a stream of strings", () => ({ stream: Readable.from(["text"]), size }), "yielded String, not bytes"],
    ["a stream of numbers", () => ({ stream: [1, 2], size }), "yielded Number, not bytes"],
    ["a finished generator", async () => ({ stream: await readGenerator(), size }), "ended after 0 of"],
    [
      "a function that does not return a stream",
      () => ({ stream: () => path, size }),
      "is a function that returned no stream",
    ],
    [
      "a stream that is too short from its first chunk",
      () => ({ stream: [], size: 1 }),
      "ended after 0 of its 1 bytes",
    ],
    [
      "a stream whose first chunk is too long",
      () => ({ stream: [bytes], size: 1 }),
      "has more than its 1 bytes",
    ],
    ["a Response without a content-length", () => new Response("abc"), "has no known size"],
    [
      "a compressed Response, whose content-length is not that of its body",
      () => compressed(),
      "has no known size",
    ],
    ["a Response that was already read", async () => read(withLength()), "has already been read"],
    [
      "a Response without a body",
      () => new Response(null, { headers: { "content-length": "3" } }),
      "has no body",
    ],
    [
      "the Response to a failed request",
      () => new Response("sorry", { status: 404 }),
      "is the Response of a failed request (404)",
    ],
  ])("%s", async (_, content, message) => {
    const before = store.files.length;
    const error = await upload(await content()).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(/^createFile: content /);
    expect(store.files).toHaveLength(before);
  });

  test("a Promise", async () => {
    const before = store.files.length;
    await expect(upload(openAsBlob(path))).rejects.toThrow(
      new TypeError("createFile: content cannot be Promise: await it first"),
    );
    expect(store.files).toHaveLength(before);
  });

  test("an unreadable stream, with the system's error code", async () => {
    const before = store.files.length;
    const missing = join(folder, "missing");
    for (const stream of [createReadStream(missing), () => createReadStream(missing)]) {
      const error = await upload({ stream, size }).catch((error: unknown) => error);
      expect(error).toMatchObject({
        name: "APIError",
        message: "createFile: content cannot be read: ENOENT",
        cause: { code: "ENOENT" },
      });
    }
    expect(store.files).toHaveLength(before);
  });

  test("a stream without its size, but leaves it readable", async () => {
    const stream = createReadStream(path);
    await expect(upload(stream)).rejects.toThrow("has no known size");
    expect(await upload({ stream, size })).toMatchObject(whole);
  });
});

describe("an upload fails and leaves no complete file when the stream has", () => {
  test.each([
    [
      "one byte less than its size",
      size + 1,
      `createFile: content ended after ${size} of its ${size + 1} bytes`,
    ],
    ["one byte more than its size", size - 1, `createFile: content has more than its ${size - 1} bytes`],
    ["much more than its size", 70_001, "createFile: content has more than its 70001 bytes"],
    [
      "more than its size, which ends at a chunk boundary",
      140_000,
      "createFile: content has more than its 140000 bytes",
    ],
  ])("%s", async (_, told, message) => {
    for (const stream of [generated(), generated, webStream()]) {
      const error = await upload({ stream, size: told }).catch((error: unknown) => error);
      expect(error).toMatchObject({ name: "UploadError", created: { status: "pending" } });
      expect((error as Error).message).toContain(message);
      expect([puts, store.files.at(-1)?.size]).toEqual([1, undefined]);
    }
  });

  test("a thrown value that is not an error", async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 100_000);
      throw null;
    };
    await expect(upload({ stream: broken(), size })).rejects.toThrow(
      /^createFile: content cannot be read: Null; createFile has/,
    );
  });

  test("an error midway, which is kept as the cause and not retried", async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 100_000);
      throw Object.assign(new Error("the disk at /secret is gone"), { code: "EIO" });
    };
    for (const stream of [broken(), broken, Readable.from(broken())]) {
      const error = await upload({ stream, size }).catch((error: unknown) => error);
      expect(error).toMatchObject({ name: "UploadError", cause: { cause: { code: "EIO" } } });
      expect((error as Error).message).toMatch(
        /^createFile: content cannot be read: EIO; createFile has created file-\d+,/,
      );
      expect([puts, store.files.at(-1)?.size]).toEqual([1, undefined]);
    }
  });
});

async function* generatedNothing(): AsyncGenerator<Uint8Array> {}

function locked(stream: ReadableStream): ReadableStream {
  stream.getReader();
  return stream;
}

/** The same, read to its end. */
async function read<Content extends ReadableStream | Response>(content: Content): Promise<Content> {
  if (content instanceof Response) await content.text();
  else for await (const _ of content as AsyncIterable<unknown>);
  return content;
}

async function readNode(): Promise<Readable> {
  const stream = createReadStream(path);
  stream.resume();
  await once(stream, "close");
  return stream;
}

async function readGenerator(): Promise<AsyncGenerator> {
  const generator = generated();
  for await (const _ of generator);
  return generator;
}

function withLength(): Response {
  return new Response("abc", { headers: { "content-length": "3" } });
}

function compressed(): Response {
  return new Response("abc", { headers: { "content-length": "3", "content-encoding": "gzip" } });
}
