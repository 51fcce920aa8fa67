// A separate process: makes one upload, and reports its time and memory.
import { openAsBlob } from "node:fs";
import { Copilot, type UploadContent } from "../../../packages/copilot-sdk/dist/index.js";
import { peakMemoryOf } from "../../../packages/runtime/test/support/peak-memory.ts";
import { messagesOfParent, sendToParent } from "../parent.ts";
import type { UploadJob, UploadTime } from "./messages.ts";

const CHUNK = 65_536;

for await (const job of messagesOfParent<UploadJob>()) {
  const upload = job.way === "ours" ? uploadByUs : uploadByFetch;
  // Loads everything that a first request needs before the memory is measured.
  await upload({ ...job, content: "stream", size: 1 });
  const start = performance.now();
  const memory = await peakMemoryOf(() => upload(job));
  const seconds = (performance.now() - start) / 1000;
  sendToParent({ seconds, memory } satisfies UploadTime);
}

async function uploadByUs({ url, content, path, size }: UploadJob): Promise<void> {
  const copilot = new Copilot({ apiKey: "a-key-for-the-bench", baseURL: url });
  const bytes: UploadContent =
    content === "file" ? await openAsBlob(path) : { stream: generatedStream(size), size };
  await copilot.files.upload({ channelId: "channel", path: "large.bin" }, bytes);
}

/** The same requests with bare `fetch`. The options of `fetch-bounded` prevent Node from buffering the body. */
async function uploadByFetch({ url, way, content, path, size }: UploadJob): Promise<void> {
  const created = await fetch(`${url}/v1/files/file`, { method: "POST", body: "{}" });
  const { id, uploadUrl } = (await created.json()) as { readonly id: string; readonly uploadUrl: string };
  const init = {
    method: "PUT",
    duplex: "half",
    ...(way === "fetch-bounded" && { redirect: "error", window: null }),
  } as RequestInit;
  const sent =
    content === "file"
      ? await fetch(uploadUrl, { ...init, body: await openAsBlob(path) })
      : await fetch(uploadUrl, {
          ...init,
          body: generatedStream(size),
          headers: { "content-length": String(size) },
        });
  if (!sent.ok) throw new Error(`status ${sent.status}`);
  await (await fetch(`${url}/v1/files/${id}`)).json();
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
