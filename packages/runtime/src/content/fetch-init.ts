/**
 * The options that make this platform's `fetch` send a stream. With a size, the request has a `content-length` and is not chunked;
 * each platform has a different way to achieve that.
 */
export function streamInit(init: RequestInit, stream: ReadableStream, size: number | undefined): RequestInit {
  const { FixedLengthStream, Deno } = globalThis as Platform;
  // Workers have no other way, and reject `redirect: "error"`.
  if (FixedLengthStream !== undefined) {
    return { ...init, body: size === undefined ? stream : fixedLength(new FixedLengthStream(size), stream) };
  }
  if (Deno !== undefined && size !== undefined) return { ...init, body: sizedBlob(stream, size) };
  const headers = new Headers(init.headers);
  if (size !== undefined) headers.set("content-length", `${size}`);
  // Node's fetch keeps everything it sends in memory, in case it has to follow a redirect. `redirect` and `window` prevent that.
  return { ...init, headers, body: stream, duplex: "half", redirect: "error", window: null } as RequestInit;
}

/** Whether this platform's `fetch` can send a stream with a `content-length`. Browsers cannot. */
export function canSendStreams(): boolean {
  const { Request } = globalThis as Platform;
  const headers = { "content-length": "0" };
  return Request === undefined || new Request("https://x", { headers }).headers.has("content-length");
}

/** Globals that distinguish the platforms. */
interface Platform {
  readonly FixedLengthStream?: new (size: number) => TransformStream;
  readonly Deno?: unknown;
  readonly Request?: typeof Request;
}

function fixedLength({ readable, writable }: TransformStream, stream: ReadableStream): ReadableStream {
  // An error here also fails the request.
  stream.pipeTo(writable).catch(() => {});
  return readable;
}

/** Deno ignores the header, and takes the size and the stream of a Blob. */
function sizedBlob(stream: ReadableStream, size: number): Blob {
  return Object.defineProperties(new Blob(), { size: { value: size }, stream: { value: () => stream } });
}
