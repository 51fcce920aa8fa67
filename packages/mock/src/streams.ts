import { asObject, isObject, type JsonObject } from "./json.js";

/** How the streams of an operation end, from `x-stream` of the document and of the operation. */
export interface StreamEnd {
  readonly end?: unknown;
  readonly lastEvent?: unknown;
}

/** Reads how the streams of an operation end. */
export function readStreamEnd(document: JsonObject, operation: JsonObject | undefined): StreamEnd {
  return { ...asObject(document["x-stream"] ?? {}), ...asObject(operation?.["x-stream"] ?? {}) };
}

/** A stream of one item, or of each item of an array, with its end; undefined if the media type is that of no stream. */
export function encodeStream(contentType: string, body: unknown, ends: StreamEnd): string | undefined {
  const format = formatOf(contentType);
  if (format === undefined) return undefined;
  const items: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (format === "lines") return items.map((item) => `${JSON.stringify(item)}\n`).join("");
  if (format === "sequence") return items.map((item) => `\x1e${JSON.stringify(item)}\n`).join("");
  // An example may be written as it is sent.
  if (typeof body === "string" && /^(data|event|id|retry)?:/m.test(body)) return `${body.trimEnd()}\n\n`;
  const events = items.map((item, index) =>
    eventOf(item, index === items.length - 1 ? ends.lastEvent : undefined),
  );
  return [...events, ...(typeof ends.end === "string" ? [`data: ${ends.end}\n\n`] : [])].join("");
}

/** The items of a stream: JSON, and the data as it was sent. */
export function decodeStream(
  contentType: string,
  text: string,
  { end }: StreamEnd,
): readonly { readonly text: string; readonly json: unknown }[] | undefined {
  const format = formatOf(contentType);
  if (format === undefined) return undefined;
  const all =
    format === "events"
      ? text
          .split("\n\n")
          .map((event) => [...event.matchAll(/^data: ?(.*)$/gm)].map(([, data]) => data).join("\n"))
      : text.split(format === "lines" ? "\n" : "\x1e");
  const items = all.filter((item) => item.trim() !== "" && item !== end && item !== "[DONE]");
  return items.map((item) => ({ text: item, json: jsonOf(item) }));
}

type Format = "events" | "lines" | "sequence";

function formatOf(contentType: string): Format | undefined {
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.trim() === "text/event-stream") return "events";
  if (/[/+]json-seq$/.test(type.trim())) return "sequence";
  return /\/(x-)?(ndjson|jsonl|json-?lines)$/.test(type.trim()) ? "lines" : undefined;
}

/** An event. An object with `data` and no other members than those of an event is the event itself. */
function eventOf(item: unknown, name: unknown): string {
  const isEvent = isObject(item) && "data" in item && Object.keys(item).every((key) => FIELDS.has(key));
  const { data, ...fields } = isEvent ? item : { data: item };
  const named = typeof name === "string" ? { ...fields, event: name } : fields;
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const lines = Object.entries(named).map(([key, value]) => `${key}: ${String(value)}\n`);
  return `${lines.join("")}${text
    .split("\n")
    .map((line) => `data: ${line}\n`)
    .join("")}\n`;
}

const FIELDS = new Set(["data", "event", "id", "retry"]);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
