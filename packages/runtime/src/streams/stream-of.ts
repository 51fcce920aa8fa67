import { systemClock } from "../platform/index.js";
import { Connection } from "./connection.js";
import { ItemReader } from "./item-reader.js";
import { jsonLines } from "./json-lines.js";
import { Reconnection } from "./reconnection.js";
import { Stream } from "./stream.js";
import { StreamPromise } from "./stream-promise.js";

/**
 * Creates a stream of items that are already known, for tests of code that calls the API. The items are copied as JSON.
 *
 * @example
 * const orders: Pick<Orders, "watch"> = { watch: () => streamOf([order]) };
 */
export function streamOf<Item>(items: Iterable<Item>): StreamPromise<Item> {
  const operation = { id: "streamOf", method: "GET", path: "" };
  const response = new Response([...items].map((item) => `${JSON.stringify(item)}\n`).join(""));
  const closing = new AbortController();
  const limits = { clock: systemClock, stallTimeout: Infinity, maxEventBytes: Infinity };
  const work = { caller: undefined };
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
    work,
  });
  return new StreamPromise((resolve) => {
    resolve(stream);
    return { unread: false, response, caller: undefined };
  });
}
