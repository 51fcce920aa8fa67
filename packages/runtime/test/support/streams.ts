import type { ClientOptions, Fetch } from "../../src/index.js";
import {
  eventStream,
  jsonLines,
  jsonSequence,
  type StreamDescription,
  type StreamFormat,
  type StreamOperation,
  type StreamOptions,
  streamOperation,
} from "../../src/streams/index.js";
import { shop } from "./shop.js";

/** An item of a test stream. */
export interface Tick {
  readonly n: number;
}

/** An operation with a stream of ticks. */
export function ticks(
  stream: StreamDescription = {},
  format: StreamFormat = eventStream,
  method = "GET",
): StreamOperation<Record<never, never>, Tick> {
  return streamOperation<Record<never, never>, Tick>(
    { id: "watchTicks", method, path: "/v1/ticks", stream },
    format,
  );
}

/** The media type of each format. */
export const FORMATS = {
  "text/event-stream": eventStream,
  "application/x-ndjson": jsonLines,
  "application/json-seq": jsonSequence,
} as const;

export type MediaType = keyof typeof FORMATS;

/** A `fetch` whose response has a body of these chunks, each of which is produced only when it is read. */
export function fetchOf(
  chunks: Iterable<string | Uint8Array>,
  mediaType: string = "text/event-stream",
): Fetch {
  return async () => {
    const left = chunks[Symbol.iterator]();
    const source: UnderlyingDefaultSource<Uint8Array> = {
      pull(controller) {
        const { done, value } = left.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? new TextEncoder().encode(value) : value);
      },
    };
    const body = new ReadableStream(source, { highWaterMark: 0 });
    return new Response(body, { headers: { "content-type": mediaType } });
  };
}

/** The data of each event of a body that arrives in these chunks. */
export async function textOf(chunks: Iterable<string | Uint8Array>): Promise<readonly string[]> {
  return (await eventsOf(chunks)).map(({ data }) => data);
}

/** The events of a body whose data is text. */
export async function eventsOf(
  chunks: Iterable<string | Uint8Array>,
): Promise<readonly { readonly event: string; readonly id: string; readonly data: string }[]> {
  const client = shop({ fetch: fetchOf(chunks) });
  const operation = streamOperation<Record<never, never>, string>(
    { id: "watch", method: "GET", path: "/v1/watch", stream: { data: "text", errorEvent: "" } },
    eventStream,
  );
  return collect((await client.stream(operation)).events());
}

/** The items of the stream of a server. */
export async function ticksOf(
  options: ClientOptions,
  stream: StreamDescription = {},
  format: StreamFormat = eventStream,
  own: StreamOptions = {},
): Promise<readonly Tick[]> {
  return collect(shop(options).stream(ticks(stream, format), {}, own));
}

/** Collects the items of an iterable. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The error that a promise rejects with. */
export function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
