import { onAbort } from "../platform/index.js";

/**
 * Called when the body of a response has ended, and possibly again when it is garbage collected. Must not refer to the response.
 *
 * @param error The error that reading failed with, or the reason of the cancellation; undefined if it was read to its end, or
 * cancelled without a reason.
 * @param isGarbage Whether it was garbage collected unread.
 */
export type BodyEnd = (error?: unknown, isGarbage?: boolean) => void;

/** Wraps each read of a body, such as with a time limit. */
export type BodyRead = <Result>(reading: Promise<Result>) => Promise<Result>;

/**
 * Returns the same response, with its body observed while the caller reads it. A body that is not a web stream counts as ended.
 *
 * @param signal Ends the body early: reading then fails with the signal's reason.
 */
export function watchBody(
  response: Response,
  signal: AbortSignal,
  onEnd: BodyEnd,
  read: BodyRead = (reading) => reading,
): Response {
  const { body, bodyUsed, url } = response;
  if (bodyUsed || !body?.getReader) {
    onEnd();
    return response;
  }
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      // Read through `response` to keep it alive: some platforms cancel a body whose response is garbage collected.
      reader ??= (response.body as typeof body).getReader();
      try {
        const { done, value } = await abortable(read(reader.read()), signal);
        if (!done) return controller.enqueue(value);
        onEnd();
        controller.close();
      } catch (error) {
        onEnd(error);
        reader.cancel(error).catch(() => {});
        throw error;
      }
    },
    cancel(reason) {
      onEnd(reason);
      return (reader ?? body).cancel(reason);
    },
  };
  // The stream keeps its source. Chromium collects the object of a stream that is still being read.
  garbage?.register(source, onEnd);
  const stream = new ReadableStream(source, { highWaterMark: 0 });
  return Object.defineProperty(new Response(stream, response), "url", { value: url });
}

/** Not available in every version of workerd. */
const garbage =
  typeof FinalizationRegistry === "function"
    ? /* @__PURE__ */ new FinalizationRegistry<BodyEnd>((onEnd) => onEnd(undefined, true))
    : undefined;

function abortable<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    promise.then(resolve, reject).finally(onAbort(signal, stop));
  });
}
