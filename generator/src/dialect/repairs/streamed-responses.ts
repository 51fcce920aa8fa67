import { streamedResponses } from "../../hints/index.ts";
import { entriesOf, isRecord } from "../../spec/guards.ts";
import { type Draft, define } from "../draft/index.ts";

/**
 * Adds the streams that only a hint describes to the contents of responses, which then have a media type for each. A hint without
 * `format: sse` does not say which media type its stream has.
 */
export function readStreamedResponses(draft: Draft): void {
  let isAdded = false;
  for (const { value, pointer } of draft.objects("operation")) {
    const hint = streamedResponses(value);
    const [code, response] = entriesOf(value.responses).find(([status]) => /^2/.test(status)) ?? [];
    if (hint === undefined || code === undefined || !isRecord(response) || !isRecord(response.content))
      continue;
    const { content } = response;
    if (Object.keys(content).some((type) => /stream|json(l|-seq)|ndjson/.test(type))) continue;
    if (!hint.isEvents) {
      const reason = "without `format: sse`, the media type of the stream is unknown: add it to the response";
      draft.report("unused-member", { name: STREAMING, reason }, [...pointer, STREAMING]);
      continue;
    }
    const [json] = Object.keys(content).filter((type) => /json/.test(type));
    const whole = json === undefined ? undefined : content[json];
    if (hint.whole !== undefined && isRecord(whole)) define(whole, "schema", hint.whole);
    define(content, "text/event-stream", { schema: hint.item });
    isAdded = true;
  }
  if (isAdded) draft.changed();
}

const STREAMING = "x-fern-streaming";
