import { onAbort } from "../platform/index.js";

/**
 * Takes how the body of a response ended; it may be called again, for garbage. It must not refer to the response.
 *
 * @param error What reading it failed with, or what it was cancelled for; undefined: it was read to its end, or cancelled
 * without a reason.
 * @param isGarbage Whether nobody can read it any more.
 */
export type BodyEnd = (error?: unknown, isGarbage?: boolean) => void;

/**
 * The same response, with its body watched while someone else reads it. A body that is no web stream counts as ended.
 *
 * @param signal Ends the body early: reading it then fails with the signal's reason.
 */
export function watchBody(response: Response, signal: AbortSignal, onEnd: BodyEnd): Response {
  const { body, bodyUsed, url } = response;
  if (bodyUsed || !body?.getReader) {
    onEnd();
    return response;
  }
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      // It asks the response: some platforms cancel a body whose response is garbage.
      reader ??= (response.body as typeof body).getReader();
      try {
        const { done, value } = await abortable(reader.read(), signal);
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
  const stream = new ReadableStream(source, { highWaterMark: 0 });
  garbage?.register(stream, onEnd);
  return Object.defineProperty(new Response(stream, response), "url", { value: url });
}

/** Not every version of workerd has it. */
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
