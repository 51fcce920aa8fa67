// A separate process: makes one upload, and reports its time and memory.
import { createReadStream, openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import { Copilot, type UploadContent } from "../../../packages/copilot-sdk/dist/index.js";
import { peakMemoryOf } from "../../../packages/runtime/test/support/peak-memory.ts";
import { messagesOfParent, sendToParent } from "../parent.ts";
import type { UploadJob, UploadTime } from "./messages.ts";

const CHUNK = 65_536;

for await (const job of messagesOfParent<UploadJob>()) {
  const upload = uploadOf(job.way);
  // Loads everything that a first request needs before the memory is measured.
  await upload({ ...job, content: "stream", size: 1 });
  const start = performance.now();
  const memory = await peakMemoryOf(() => upload(job));
  const seconds = (performance.now() - start) / 1000;
  sendToParent({ seconds, memory } satisfies UploadTime);
}

async function uploadByUs(job: UploadJob): Promise<void> {
  const copilot = new Copilot({ apiKey: "a-key-for-the-bench", baseURL: job.url });
  const content = await contentOf(job);
  const bytes: UploadContent = content instanceof Blob ? content : { stream: content, size: job.size };
  await copilot.files.upload({ channelId: "channel", path: "large.bin" }, bytes);
}

/** The same requests with bare `fetch`. The options of `fetch-bounded` prevent Node from buffering the body. */
async function uploadByFetch(job: UploadJob): Promise<void> {
  const { url, way, size } = job;
  const created = await fetch(`${url}/v1/files/file`, { method: "POST", body: "{}" });
  const { id, uploadUrl } = (await created.json()) as { readonly id: string; readonly uploadUrl: string };
  const init = {
    method: "PUT",
    duplex: "half",
    ...(way === "fetch-bounded" && { redirect: "error", window: null }),
  } as RequestInit;
  const content = await contentOf(job);
  const body = content instanceof Readable ? webStreamOf(content) : content;
  const headers = { "content-length": String(size) };
  const sent = await fetch(uploadUrl, { ...init, body, ...(body instanceof Blob ? {} : { headers }) });
  if (!sent.ok) throw new Error(`status ${sent.status}`);
  await (await fetch(`${url}/v1/files/${id}`)).json();
}

/** Reads the content and drops it, without a request. */
async function readOnly(job: UploadJob): Promise<void> {
  const content = await contentOf(job);
  for await (const _chunk of content instanceof Blob ? content.stream() : content);
}

function uploadOf(way: string): (job: UploadJob) => Promise<void> {
  if (way === "ours") return uploadByUs;
  return way === "read" ? readOnly : uploadByFetch;
}

/** The content as a program would pass it. */
async function contentOf({
  content,
  path,
  size,
}: UploadJob): Promise<Blob | Readable | ReadableStream<Uint8Array>> {
  if (content === "blob") return openAsBlob(path);
  return content === "node-stream" ? createReadStream(path) : generatedStream(size);
}

/** The body that bare `fetch` accepts in place of a Node stream. */
function webStreamOf(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

/** A stream that generates each chunk on demand. */
function generatedStream(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream(
    {
      pull(controller) {
        const length = Math.min(left, CHUNK);
        left -= length;
        controller.enqueue(new Uint8Array(length));
        if (left === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
