// How content is sent: backpressure, progress, aborts and retries.
import { PassThrough, Readable } from "node:stream";
import { beforeEach, describe, expect, test } from "vitest";
import type { ClientOptions, UploadContent, UploadOptions, UploadProgress } from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { type FileObject, filesClient, uploadFile } from "./support/files-api.js";
import { startServer } from "./support/server.js";
import { type Store, startStore } from "./support/store.js";

const CHUNK = 65_536;
const MEBIBYTE = 2 ** 20;

let store: Store;
beforeEach(async () => {
  store = await startStore();
  return () => store[Symbol.asyncDispose]();
});

function upload(
  content: UploadContent,
  options?: UploadOptions,
  client?: ClientOptions,
): Promise<FileObject> {
  return filesClient(store.url, client).transport.upload(uploadFile, { path: "/a" }, content, options);
}

/** A stream that records how it is used. */
interface Watched {
  readonly content: {
    readonly stream: ReadableStream | Readable | AsyncIterableIterator<Uint8Array>;
    readonly size: number;
  };
  /** Number of requested bytes. */
  given(): number;
  /** Whether it was cancelled, destroyed or left. */
  isClosed(): boolean;
}

/** Streams of a size that produce their bytes on demand. With `hangsAfter`, they stop after that number of bytes. */
const kinds: Readonly<Record<string, (size: number, hangsAfter?: number) => Watched>> = {
  "a web stream": (size, hangsAfter = size) => {
    let given = 0;
    let isClosed = false;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (given >= hangsAfter && given < size) return new Promise(() => {});
          const length = Math.min(CHUNK, size - given);
          given += length;
          controller.enqueue(new Uint8Array(length));
          if (given === size) controller.close();
          return undefined;
        },
        cancel() {
          isClosed = true;
        },
      },
      { highWaterMark: 0 },
    );
    // A stream that has ended is no longer cancelled.
    return { content: { stream, size }, given: () => given, isClosed: () => isClosed || given === size };
  },
  "a Node stream": (size, hangsAfter = size) => {
    let given = 0;
    const stream = new Readable({
      read() {
        if (given >= hangsAfter && given < size) return;
        const length = Math.min(CHUNK, size - given);
        given += length;
        this.push(length > 0 ? new Uint8Array(length) : null);
      },
    });
    return { content: { stream, size }, given: () => given, isClosed: () => stream.destroyed };
  },
  "an async iterable": (size, hangsAfter = size) => {
    let given = 0;
    let isClosed = false;
    const stream: AsyncIterableIterator<Uint8Array> = {
      [Symbol.asyncIterator]: () => stream,
      next() {
        if (given >= hangsAfter && given < size) return new Promise(() => {});
        const length = Math.min(CHUNK, size - given);
        given += length;
        return Promise.resolve({ done: length === 0, value: new Uint8Array(length) });
      },
      return() {
        isClosed = true;
        return Promise.resolve({ done: true, value: undefined });
      },
    };
    return { content: { stream, size }, given: () => given, isClosed: () => isClosed };
  },
};

describe.each(Object.entries(kinds))("%s", (_, watched) => {
  test("is read no faster than the storage accepts it", async () => {
    store.faults.push("stall");
    const { content, given } = watched(256 * MEBIBYTE);
    const controller = new AbortController();
    const call = upload(content, { signal: controller.signal });
    await store.until(() => (store.files[0]?.arrived ?? 0) > 0);
    await settled(given);
    expect(given()).toBeGreaterThan(CHUNK);
    expect(given()).toBeLessThan(32 * MEBIBYTE);
    controller.abort();
    await expect(call).rejects.toThrow("aborted by its signal");
  });

  test.each([0, 1, CHUNK, 3 * MEBIBYTE, 8 * MEBIBYTE - 1])(
    "is closed immediately when the upload is aborted after %i bytes, and the error names the created file",
    async (bytes) => {
      const { content, isClosed } = watched(8 * MEBIBYTE);
      const controller = new AbortController();
      const reportsAfter: UploadProgress[] = [];
      const order: string[] = [];
      const onProgress = (progress: UploadProgress): void => {
        if (controller.signal.aborted) reportsAfter.push(progress);
        if (progress.sent < bytes || controller.signal.aborted) return;
        controller.abort(new Error("enough"));
        setImmediate(() => order.push("next turn of the event loop"));
      };
      const error = await upload(content, { signal: controller.signal, onProgress }).catch(
        (error: unknown) => error,
      );
      order.push("rejected");
      expect(order).toEqual(["rejected"]);
      expect(error).toMatchObject({
        name: "UploadError",
        message:
          "the call was aborted by its signal; createFile has created file-1, which is left over " +
          "without its content: delete it, or send the content to its uploadUrl",
        created: { id: "file-1" },
        cause: { name: "APIUserAbortError", cause: { message: "enough" } },
      });
      await expect.poll(isClosed).toBe(true);
      expect(store.files[0]?.size).toBeUndefined();
      expect(reportsAfter).toEqual([]);
    },
  );

  test("is closed when it hangs and the upload is aborted, before and after the file is created", async () => {
    for (const hangsAfter of [0, CHUNK]) {
      const { content, given, isClosed } = watched(MEBIBYTE, hangsAfter);
      const controller = new AbortController();
      const call = upload(content, { signal: controller.signal });
      call.catch(() => {});
      await expect.poll(() => hangsAfter === 0 || store.files.length > 0).toBe(true);
      await settled(given);
      controller.abort();
      const turn = new Promise((resolve) =>
        setImmediate(resolve, "still running in the next turn of the event loop"),
      );
      await expect(Promise.race([call, turn])).rejects.toThrow("aborted by its signal");
      await expect.poll(isClosed).toBe(true);
    }
    expect(store.files).toHaveLength(1);
  });

  test("is closed when the file cannot be created", async () => {
    await using server = await startServer((_, response) => response.writeHead(400).end("{}"));
    const { content, isClosed } = watched(MEBIBYTE);
    const call = filesClient(server.url).transport.upload(uploadFile, { path: "/a" }, content);
    await expect(call).rejects.toMatchObject({ name: "BadRequestError" });
    await expect.poll(isClosed).toBe(true);
  });

  test("is closed when the signal has already aborted", async () => {
    const { content, isClosed } = watched(MEBIBYTE);
    const call = upload(content, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: "APIUserAbortError" });
    await expect.poll(isClosed).toBe(true);
    expect(store.files).toEqual([]);
  });

  test("is sent only once: a transient failure rejects the upload and closes the stream", async () => {
    store.faults.push(503);
    const { content, isClosed } = watched(MEBIBYTE);
    await expect(upload(content)).rejects.toThrow(
      "the content was rejected: 503 SlowDown; createFile has created file-1, which is left over without its content",
    );
    expect(store.files[0]).toMatchObject({ attempts: 1, arrived: MEBIBYTE });
    await expect.poll(isClosed).toBe(true);
  });
});

describe("an upload is retried when its content can be read again:", () => {
  const bytes = new Uint8Array(3 * MEBIBYTE).fill(7);
  test.each<[string, UploadContent]>([
    ["a Blob", new Blob([bytes])],
    ["bytes", bytes],
    ["an array of chunks", { stream: [bytes], size: bytes.length }],
    ["a function that returns a stream", { stream: () => new Blob([bytes]).stream(), size: bytes.length }],
    [
      "a function that returns a Node stream",
      { stream: () => new PassThrough().end(bytes), size: bytes.length },
    ],
  ])("%s, with progress starting over", async (_, content) => {
    store.faults.push(503, "reset");
    const reports: UploadProgress[] = [];
    const result = await upload(content, { onProgress: (progress) => reports.push(progress) });
    expect(result).toMatchObject({ size: bytes.length, attempts: 3 });
    expect(new Set(reports.map(({ total }) => total))).toEqual(new Set([bytes.length]));
    const attempts = reports.filter(({ sent }, index) => sent < (reports[index - 1]?.sent ?? Infinity));
    expect(attempts).toHaveLength(3);
    expect(reports.at(-1)?.sent).toBe(bytes.length);
  });
});

describe("progress", () => {
  test("is reported for each chunk, and errors thrown by onProgress are logged once", async () => {
    const errors: string[] = [];
    const logger = { ...console, error: (message: string) => errors.push(message) };
    const reports: number[] = [];
    const onProgress = ({ sent }: UploadProgress): void => {
      reports.push(sent);
      throw new RangeError("a secret");
    };
    await upload(new Blob([new Uint8Array(4 * MEBIBYTE)]), { onProgress }, { logger, logLevel: "error" });
    expect(reports).toHaveLength(16);
    expect(reports).toEqual([...reports].sort((a, b) => a - b));
    expect(reports.at(-1)).toBe(4 * MEBIBYTE);
    expect(errors).toEqual([expect.stringMatching(/^onProgress threw \(RangeError\)/)]);
  });
});

test("progress of small content is reported once, after the storage has accepted it", async () => {
  const reports: UploadProgress[] = [];
  await upload(new Uint8Array(100), { onProgress: (progress) => reports.push(progress) });
  expect(reports).toEqual([{ sent: 100, total: 100 }]);
});

describe("the timeout of the content request", () => {
  test("ends a stalled request, which is then retried", async () => {
    const clock = new FakeClock();
    clock.chance = 0;
    store.faults.push("stall");
    const call = upload(new Blob([new Uint8Array(16 * MEBIBYTE)]), {}, { clock, timeout: 1_000 });
    await store.until(() => (store.files[0]?.arrived ?? 0) > 0);
    await clock.advance(1_000);
    expect(await call).toMatchObject({ attempts: 2 });
    expect(clock.pending).toBe(0);
  });

  test("rejects with the timeout as the reason when there are no retries left", async () => {
    const clock = new FakeClock();
    store.faults.push("stall");
    const content = new Blob([new Uint8Array(16 * MEBIBYTE)]);
    const call = upload(content, { maxRetries: 0 }, { clock, timeout: 1_000 }).catch(
      (error: unknown) => error,
    );
    await store.until(() => (store.files[0]?.arrived ?? 0) > 0);
    await clock.advance(1_000);
    expect(await call).toMatchObject({
      name: "UploadError",
      message: expect.stringMatching(
        /^no progress within 1000 ms \(timeout\); createFile has created file-1,/,
      ),
    });
    expect(clock.pending).toBe(0);
  });

  test("applies to the first chunk of a stream, which is read before the file is created", async () => {
    const clock = new FakeClock();
    const stream = new ReadableStream();
    const call = upload({ stream, size: 3 }, {}, { clock, timeout: 1_000 });
    await expect(clock.finish(call)).rejects.toMatchObject({
      name: "APIConnectionTimeoutError",
      message: "no progress within 1000 ms (timeout)",
    });
    expect(store.files).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  test("does not end a request that takes longer in total but makes progress", async () => {
    const clock = new FakeClock();
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (let chunk = 0; chunk < 5; chunk++) {
        if (chunk > 0) await clock.advance(900);
        yield new Uint8Array(CHUNK);
      }
    }
    const result = await upload({ stream: slow(), size: 5 * CHUNK }, {}, { clock, timeout: 1_000 });
    expect(result.size).toBe(5 * CHUNK);
    expect(clock.now()).toBeGreaterThan(3_600);
  });
});

test("an upload fails when the storage redirects, without sending the content again", async () => {
  await using elsewhere = await startServer((_, response) => response.end());
  let puts = 0;
  await using server = await startServer(({ method }, response) => {
    if (method === "POST") response.end(JSON.stringify({ id: "f1", uploadUrl: `${server.url}/storage` }));
    else {
      puts++;
      response.writeHead(307, { location: elsewhere.url }).end();
    }
  });
  const { transport } = filesClient(server.url);
  await expect(transport.upload(uploadFile, { path: "/a" }, { text: "abc" })).rejects.toThrow(
    "the content was rejected: 307; createFile has created f1",
  );
  const content = { stream: [new Uint8Array(3)], size: 3 };
  await expect(transport.upload(uploadFile, { path: "/a" }, content)).rejects.toThrow(
    "the server sent a redirect, which is not followed; createFile has created f1",
  );
  expect([puts, elsewhere.arrived.length]).toEqual([2, 0]);
});

test("an endless error body of the storage is read only up to a limit, and the upload fails", async () => {
  await using server = await startServer(({ method }, response) => {
    if (method === "POST") response.end(JSON.stringify({ id: "f1", uploadUrl: `${server.url}/storage` }));
    else response.writeHead(403).write(`<Error><Code>AccessDenied</Code>${" ".repeat(MEBIBYTE)}`);
  });
  const call = filesClient(server.url).transport.upload(uploadFile, { path: "/a" }, { text: "abc" });
  await expect(call).rejects.toMatchObject({ name: "UploadError", status: 403 });
});

/** Waits until a number no longer changes. */
async function settled(value: () => number): Promise<void> {
  for (let before = Number.NaN; before !== value(); ) {
    before = value();
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  }
}
