import { within } from "../platform/index.js";
import { BodyCollector, type BodyLimits, bodyConsumed, brokenOff, tooSlow } from "./raw-body.js";
import { type AnswerRequest, headersOf, requirePost } from "./webhook-request.js";

/** Handles a `Request`. */
export async function answerFetch(
  request: Request,
  limits: BodyLimits,
  answerRequest: AnswerRequest,
): Promise<Response> {
  const answer = await answerRequest(async () => {
    const { body, headers } = request;
    requirePost(request);
    if (request.bodyUsed || body?.locked) throw bodyConsumed("read", "request.json() or another call");
    return { body: await readStream(body, limits), headers };
  });
  return new Response(answer.body, { status: answer.status, headers: headersOf(answer) });
}

async function readStream(
  stream: ReadableStream<Uint8Array> | null,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const body = new BodyCollector(limits.maxBytes);
  if (stream === null) return body.bytes();
  const reader = stream.getReader();
  return within(limits.clock, limits.bodyTimeout, readAll(reader, body), () => {
    // Cancelling a broken stream fails, which does not matter.
    reader.cancel().catch(() => {});
    return tooSlow(limits);
  });
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  body: BodyCollector,
): Promise<Uint8Array> {
  // Each runtime has a different error for a lost connection.
  const read = () =>
    reader.read().catch((error: unknown) => {
      throw brokenOff(error);
    });
  for (let part = await read(); part.value !== undefined; part = await read()) {
    if (!body.add(part.value)) {
      await reader.cancel();
      break;
    }
  }
  return body.bytes();
}
