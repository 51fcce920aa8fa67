import { describe, expect, test } from "vitest";
import {
  type APIError,
  type ClientOptions,
  operation,
  type UploadContent,
  UploadError,
  type UploadOptions,
  uploadOperation,
} from "../src/index.js";
import { FakeClock } from "./support/fake-clock.js";
import { startServer } from "./support/server.js";
import { json, type Sent, scriptedFetch, shop } from "./support/shop.js";

interface StoredFile {
  readonly id: string;
  readonly status: string;
}

const createFile = operation<{ path: string; fileType: string }, unknown>({
  id: "createFile",
  method: "POST",
  path: "/v1/files/{fileType}",
  body: "json",
});
const retrieveFile = operation<{ id: string }, StoredFile>({
  id: "retrieveFile",
  method: "GET",
  path: "/v1/files/{id}",
});
const uploadFile = uploadOperation<{ path: string }, StoredFile>({
  create: createFile,
  fixed: { fileType: "file" },
  url: "uploadUrl",
  method: "PUT",
  contentType: "application/octet-stream",
  ready: { operation: retrieveFile, parameters: { id: "id" }, property: "status", value: "completed" },
});

const address = "https://storage.test/bucket/f1?signature=secret";
const created = { id: "f1", status: "pending", uploadUrl: address };
const done = { id: "f1", status: "completed" };
const storageRefusal = `<Error><Code>AccessDenied</Code><Message>${address}</Message></Error>`;

/** The outcome of an upload whose requests get these responses. */
async function upload(
  answers: readonly (Response | Error)[],
  { options, client }: { options?: UploadOptions; client?: ClientOptions } = {},
): Promise<{
  result: StoredFile | undefined;
  error: APIError | undefined;
  sent: readonly Sent[];
  waits: number[];
}> {
  const clock = new FakeClock();
  const fetch = scriptedFetch(...answers);
  const caller = shop({ fetch, clock, timeout: Number.POSITIVE_INFINITY, ...client });
  let error: APIError | undefined;
  const result = await clock
    .finish(caller.transport.upload(uploadFile, { path: "/a.txt" }, { text: "content" }, options))
    .catch((failure: APIError) => {
      error = failure;
      return undefined;
    });
  expect(clock.pending).toBe(0);
  return { result, error, sent: fetch.sent, waits: clock.waits };
}

describe("an upload", () => {
  test.each<[string, UploadContent]>([
    ["text", { text: "héllo" }],
    ["a Blob", new Blob(["héllo"])],
    ["an ArrayBuffer", new TextEncoder().encode("héllo").buffer as ArrayBuffer],
    ["a view of part of a buffer", new TextEncoder().encode("-héllo-").subarray(1, -1)],
  ])("creates the file, sends %s without the key, and returns the file", async (_, content) => {
    await using server = await startServer(({ method, path }, response) => {
      if (method === "POST")
        response.end(JSON.stringify({ id: "f1", uploadUrl: `${server.url}/storage?signature=s` }));
      else if (method === "PUT") response.end();
      else response.end(JSON.stringify({ id: path.split("/").at(-1), status: "completed" }));
    });
    const client = shop({ baseURL: server.url, defaultHeaders: { "x-mine": "1" } });
    expect(await client.transport.upload(uploadFile, { path: "/a" }, content)).toEqual({
      id: "f1",
      status: "completed",
    });
    const [create, put, poll] = server.arrived;
    expect([create?.path, create?.body.toString()]).toEqual(["/v1/files/file", '{"path":"/a"}']);
    expect([put?.path, put?.body.toString()]).toEqual(["/storage?signature=s", "héllo"]);
    expect(put?.headers).toMatchObject({ "content-type": "application/octet-stream", "content-length": "6" });
    expect([put?.headers["x-api-key"], put?.headers["x-mine"]]).toEqual([undefined, undefined]);
    expect([poll?.path, poll?.headers["x-api-key"]]).toEqual(["/v1/files/f1", "secret-key"]);
  });

  test("polls with increasing delays until the file is complete", async () => {
    const pending = json(created);
    const { result, waits } = await upload([
      pending,
      json({}),
      ...Array<Response>(8).fill(pending),
      json(done),
    ]);
    expect(result).toEqual(done);
    expect(waits.map(Math.round)).toEqual([500, 750, 1125, 1688, 2531, 3797, 5000, 5000]);
  });

  test("stops polling after pollTimeout and rejects with the created file", async () => {
    const { error, waits } = await upload([json(created)], { options: { pollTimeout: 1_000 } });
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ created });
    expect(error?.message).toBe(
      "the content was sent, but status is pending after 1000 ms (pollTimeout); createFile has created f1, which is left over " +
        "with its content sent: retrieve it later, or delete it",
    );
    expect(waits).toEqual([500, 500]);
  });

  test("retries the content request after a transient failure", async () => {
    const answers = [
      json(created),
      new TypeError("fetch failed"),
      new Response("", { status: 503 }),
      json({}),
      json(done),
    ];
    const { result, sent } = await upload(answers);
    expect(result).toEqual(done);
    expect(sent.map(({ init }) => init.method)).toEqual(["POST", "PUT", "PUT", "PUT", "GET"]);
  });

  test("rejects with the storage's error code, without its URL, when the storage refuses the content", async () => {
    const { error, sent } = await upload([json(created), new Response(storageRefusal, { status: 403 })]);
    expect(error).toBeInstanceOf(UploadError);
    expect(error).toMatchObject({ status: 403, code: "AccessDenied", created });
    expect(error?.message).toBe(
      "the content was rejected: 403 AccessDenied; createFile has created f1, which is left over " +
        "without its content: delete it, or send the content to its uploadUrl",
    );
    expect(sent).toHaveLength(2);
  });

  test("does not show the storage URL when the connection fails", async () => {
    const { error } = await upload([json(created), new TypeError(`cannot reach ${address}`)], {
      client: { maxRetries: 0 },
    });
    expect(error).toBeInstanceOf(UploadError);
    expect(error?.message).not.toContain("signature");
  });

  test.each([undefined, 7, "ftp://storage.test", "http://storage.test/plain", "/relative"])(
    "does not send content to the URL %j",
    async (uploadUrl) => {
      const { error, sent } = await upload([json({ ...created, uploadUrl })]);
      expect(error?.message).toMatch(/uploadUrl is not an https URL/);
      expect(sent).toHaveLength(1);
    },
  );

  test("rejects an invalid pollTimeout before it creates the file", async () => {
    const { error, sent } = await upload([json(created)], { options: { pollTimeout: Number.NaN } });
    expect(error).toBeInstanceOf(TypeError);
    expect(sent).toEqual([]);
  });

  test("rejects like any other call when the file cannot be created", async () => {
    const { error } = await upload([json({ message: "no such folder" }, 400)]);
    expect(error).toMatchObject({
      name: "BadRequestError",
      message: "400: no such folder (POST /v1/files/{fileType})",
    });
  });

  test("applies one deadline to all its requests", async () => {
    const { error, waits } = await upload([json(created)], { options: { deadline: 2_000 } });
    expect(error).toMatchObject({
      name: "UploadError",
      message: expect.stringMatching(/^no response within 2000 ms \(deadline\); createFile has created f1,/),
      created,
    });
    expect(waits[0]).toBe(2_000);
  });

  test.each([
    [1, "APIConnectionTimeoutError"],
    [2, "UploadError"],
    [3, "UploadError"],
  ])("rejects at its deadline when the server does not respond in step %i", async (step, name) => {
    const clock = new FakeClock();
    let requests = 0;
    const fetch = (): Promise<Response> =>
      ++requests === step ? new Promise(() => {}) : Promise.resolve(json(created));
    const client = shop({ fetch, clock, timeout: Number.POSITIVE_INFINITY });
    const call = client.transport.upload(uploadFile, { path: "/a" }, { text: "x" }, { deadline: 2_000 });
    await expect(clock.finish(call)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(/^no response within 2000 ms \(deadline\)/),
    });
    expect(clock.pending).toBe(0);
  });

  test.each([
    [1, { name: "APIUserAbortError" }],
    [2, { name: "UploadError", created, cause: { name: "APIUserAbortError" } }],
    [3, { name: "UploadError", created, cause: { name: "APIUserAbortError" } }],
  ])("is aborted immediately by its signal in step %i", async (step, expected) => {
    const controller = new AbortController();
    const clock = new FakeClock();
    let requests = 0;
    const fetch = (): Promise<Response> =>
      ++requests === step
        ? new Promise(() => setImmediate(() => controller.abort()))
        : Promise.resolve(json(created));
    const call = shop({ fetch, clock }).transport.upload(
      uploadFile,
      { path: "/a" },
      { text: "x" },
      {
        signal: controller.signal,
      },
    );
    await expect(call).rejects.toMatchObject(expected);
    expect([requests, clock.pending]).toEqual([step, 0]);
  });
});
