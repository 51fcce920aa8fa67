// Uploads in every runtime, to the store of `support/store.ts`. Imports nothing that is specific to one of them.
import { APIError, FilesClient, type UploadContent } from "@copilot-sdk/files";

/** Longer than a chunk of any stream, and not a multiple of it. */
const size = 200_003;

/** The uploaded bytes. */
export function contentBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, index) => index * 31);
}

/** Each check with its outcome: the content of the store, or the error. */
export async function uploadEverything(
  baseURL: string,
  more: Readonly<Record<string, UploadContent>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const client = new FilesClient({
    apiKey: "a key for uploads",
    baseURL,
    rateLimit: false,
    dangerouslyAllowBrowser: true,
    logLevel: "off",
  });
  const upload = async (content: unknown, options?: object): Promise<unknown> => {
    try {
      const params = { channelId: "channel", path: "content.bin" };
      const file = await client.files.upload(params, content as UploadContent, options);
      const { size, hash } = file as { readonly size?: number; readonly hash?: string };
      return { size, hash };
    } catch (error) {
      if (!(error instanceof APIError || error instanceof TypeError)) throw error;
      return `${error.name}: ${error.message}`.replace(/file-\d+/, "file-N");
    }
  };
  const bytes = contentBytes();
  const outcomes: Record<string, unknown> = {};
  const contents: Readonly<Record<string, UploadContent>> = {
    Blob: new Blob([bytes]),
    "typed array": bytes,
    "web stream": { stream: webStream(bytes), size },
    "web stream of a Blob": { stream: new Blob([bytes]).stream(), size },
    "async iterable": { stream: chunksOf(bytes), size },
    function: { stream: () => webStream(bytes), size },
    ...more,
  };
  for (const [name, content] of Object.entries(contents)) outcomes[name] = await upload(content);
  const large = (await upload(new Blob([new Uint8Array(3_000_000)]))) as { readonly size?: number };
  outcomes["large Blob"] = large.size;
  outcomes.text = await upload({ text: "größer" });
  outcomes.nothing = await upload({ stream: [], size: 0 });
  outcomes["empty Blob"] = await upload(new Blob([]));
  outcomes.string = await upload("./content.bin");
  outcomes["no size"] = await upload(webStream(bytes));
  outcomes["too short"] = await upload({ stream: chunksOf(bytes), size: size + 1 });
  outcomes["too long"] = await upload({ stream: chunksOf(bytes), size: size - 1 });

  const reports: { readonly sent: number; readonly total: number }[] = [];
  await upload(new Blob([bytes]), { onProgress: (report: (typeof reports)[number]) => reports.push(report) });
  outcomes.progress = reports.at(-1);

  const controller = new AbortController();
  const endless = endlessStream(() => controller.abort());
  outcomes.aborted = await upload({ stream: endless.stream, size: 2 ** 25 }, { signal: controller.signal });
  for (let wait = 0; wait < 100 && !endless.isCancelled(); wait++)
    await new Promise((done) => setTimeout(done, 10));
  outcomes.cancelled = endless.isCancelled();
  return outcomes;
}

/** The expected outcomes in every runtime. */
export function expectedUploads(
  hash: string,
  more: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const whole = { size, hash };
  const empty = { size: 0, hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" };
  const same = [
    "Blob",
    "typed array",
    "web stream",
    "web stream of a Blob",
    "async iterable",
    "function",
    ...more,
  ];
  const leftOver =
    "createFile has created file-N, which is left over without its content: delete it, or send the content to its uploadUrl";
  return {
    ...Object.fromEntries(same.map((name) => [name, whole])),
    "large Blob": 3_000_000,
    text: { size: 8, hash: "45fbf6a67b5efa7dbcc0c0ccf6bdd7ce207300314c009282515896ea4cd7a4e6" },
    nothing: empty,
    "empty Blob": empty,
    string:
      "TypeError: createFile: content cannot be String: pass { text } for text, and for a path a Blob, such as that of openAsBlob(path)",
    "no size":
      "TypeError: createFile: content has no known size: pass { stream, size } with its size in bytes",
    "too short": `UploadError: createFile: content ended after ${size} of its ${size + 1} bytes; ${leftOver}`,
    "too long": `UploadError: createFile: content has more than its ${size - 1} bytes; ${leftOver}`,
    progress: { sent: size, total: size },
    aborted: `UploadError: the call was aborted by its signal; ${leftOver}`,
    cancelled: true,
  };
}

function webStream(bytes: Uint8Array): ReadableStream {
  const chunks = chunksOf(bytes);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < size; start += 70_000) yield bytes.subarray(start, start + 70_000);
}

/** A stream that reports when it has produced a megabyte, and then hangs. */
function endlessStream(onMegabyte: () => void): { readonly stream: ReadableStream; isCancelled(): boolean } {
  let given = 0;
  let isCancelled = false;
  const stream = new ReadableStream(
    {
      pull(controller) {
        given += 2 ** 16;
        if (given > 2 ** 20) {
          setTimeout(onMegabyte, 50);
          return new Promise(() => {});
        }
        controller.enqueue(new Uint8Array(2 ** 16));
        return undefined;
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, isCancelled: () => isCancelled };
}
