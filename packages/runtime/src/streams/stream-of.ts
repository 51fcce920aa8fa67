import { systemClock } from "../platform/index.js";
import { Connection } from "./connection.js";
import { ItemReader } from "./item-reader.js";
import { jsonLines } from "./json-lines.js";
import { Reconnection } from "./reconnection.js";
import { Stream } from "./stream.js";
import { StreamPromise } from "./stream-promise.js";

/**
 * Creates a stream of items that are already known, for tests of code that calls the API. The items are copied as JSON, in which a
 * bigint stays a bigint.
 *
 * @example
 * const orders: Pick<Orders, "watch"> = { watch: () => streamOf([order]) };
 */
export function streamOf<Item>(items: Iterable<Item>): StreamPromise<Item> {
  const copied = [...items].map(copyOf);
  const parse = (text: string): unknown => copied[Number(text)];
  const operation = { id: "streamOf", method: "GET", path: "", "~encoders": { parse } };
  // Each line is the index of an item.
  const response = new Response(copied.map((_, index) => `${index}\n`).join(""));
  const closing = new AbortController();
  const limits = { clock: systemClock, stallTimeout: Infinity, maxEventBytes: Infinity };
  const connection = new Connection(operation, response, closing, jsonLines.parser(""), limits);
  const stream = new Stream<Item>({
    response,
    connection,
    items: new ItemReader(operation, { errorProperty: false, errorEvent: "" }, (text) => text),
    reconnection: new Reconnection({
      operation,
      options: {},
      clock: systemClock,
      deadlineEnd: Infinity,
      signal: closing.signal,
      connect: () => Promise.resolve(connection),
    }),
    closing,
  });
  return new StreamPromise((resolve) => {
    resolve(stream);
    return { unread: false, response, caller: undefined };
  });
}

function copyOf(item: unknown): unknown {
  const bigints: bigint[] = [];
  const mark = crypto.randomUUID();
  const text = JSON.stringify(item, (_, value: unknown) =>
    typeof value === "bigint" ? `${mark}${bigints.push(value) - 1}` : value,
  );
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? bigints[Number(value.slice(mark.length))] : value,
  );
}
