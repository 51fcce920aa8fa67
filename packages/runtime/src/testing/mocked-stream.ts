import { stringifyExact } from "../int64/index.js";
import type { StreamDescription } from "../streams/index.js";
import type { MockedStream } from "./mocked-operation.js";
import { isPlainObject } from "./overrides.js";

/** The response with a stream of items. */
export function streamResponse(
  { format }: MockedStream,
  items: readonly unknown[],
  description: StreamDescription = {},
): Response {
  const { contentType, write, end } = FORMATS[format];
  const text = items.map((item) => write(item, description)).join("") + end(description);
  return new Response(text, { headers: { "content-type": description.accept ?? contentType } });
}

interface WrittenFormat {
  readonly contentType: string;
  readonly write: (item: unknown, description: StreamDescription) => string;
  readonly end: (description: StreamDescription) => string;
}

const FORMATS: { readonly [format in MockedStream["format"]]: WrittenFormat } = {
  eventStream: {
    contentType: "text/event-stream",
    write: (item, { data, wholeEvents }) => {
      if (wholeEvents !== true || !isPlainObject(item)) return eventText(item, data, {});
      const { data: own } = item;
      return eventText(own, data, item);
    },
    // An event without data is not an item.
    end: ({ end, lastEvent }) =>
      (lastEvent === undefined ? "" : `event: ${lastEvent}\ndata:\n\n`) +
      (end === undefined ? "" : `data: ${end}\n\n`),
  },
  jsonLines: {
    contentType: "application/jsonl",
    write: (item) => `${stringifyExact(item)}\n`,
    end: () => "",
  },
  jsonSequence: {
    contentType: "application/json-seq",
    write: (item) => `\u001e${stringifyExact(item)}\n`,
    end: () => "",
  },
};

/** An event, as in Server-Sent Events. */
function eventText(
  value: unknown,
  kind: "text" | undefined,
  { event, id }: { readonly event?: unknown; readonly id?: unknown },
): string {
  const text = kind === "text" ? String(value) : stringifyExact(value);
  const lines = [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...text.split(/\r\n|\r|\n/).map((line) => `data: ${line}`),
  ];
  return `${lines.join("\n")}\n\n`;
}
