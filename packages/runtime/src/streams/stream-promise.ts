import { APIPromise } from "../calls/index.js";
import { awaitDirectly } from "../errors/index.js";
import type { Stream } from "./stream.js";

/**
 * A call that returns a stream. Iterate over it for the items, or await it for the stream as soon as the response begins.
 *
 * @example
 * for await (const order of client.stream(watchOrders, { shop: "s1" })) console.log(order.id);
 */
export class StreamPromise<Item> extends APIPromise<Stream<Item>> implements AsyncIterable<Item> {
  static {
    awaitDirectly(StreamPromise);
  }

  /** Iterates over the items. Leaving the loop closes the connection. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    yield* await this;
  }
}
