import {
  bodyConsumed,
  brokenOff,
  DEFAULT_MAX_BYTES,
  joined,
  MOST_DISCARDED_BYTES,
  tooLarge,
} from "./raw-body.js";
import { WebhookError } from "./webhook-error.js";
import type { WebhookAnswer, WebhookRequest } from "./webhook-request.js";

/** Answers a `Request`. */
export async function answerFetch(
  request: Request,
  maxBytes: number | undefined,
  answer: (read: () => Promise<WebhookRequest>) => Promise<WebhookAnswer>,
): Promise<Response> {
  const { status, body } = await answer(async () => {
    if (request.method !== "POST") throw new WebhookError("wrong-method", "events come by POST");
    if (request.bodyUsed) throw bodyConsumed("request.json() or another call");
    return { body: await readStream(request.body, maxBytes), headers: request.headers };
  });
  return new Response(body, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

async function readStream(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  // Each runtime has an error of its own for a connection that is gone.
  const read = () =>
    reader?.read().catch((error: unknown) => {
      throw brokenOff(error);
    });
  for (let part = await read(); part?.value !== undefined; part = await read()) {
    length += part.value.length;
    if (length <= maxBytes) chunks.push(part.value);
    else if (length > maxBytes + MOST_DISCARDED_BYTES) {
      await reader?.cancel();
      break;
    }
  }
  if (length > maxBytes) throw tooLarge(maxBytes);
  return joined(chunks, length);
}
