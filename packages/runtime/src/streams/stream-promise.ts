import { APIPromise } from "../calls/index.js";
import { rejected, type Trace, trace } from "../errors/index.js";
import type { Stream } from "./stream.js";

/**
 * A call that returns a stream. Iterate over it for the items, or await it for the stream as soon as the response begins.
 *
 * @example
 * for await (const order of client.stream(watchOrders, { shop: "s1" })) console.log(order.id);
 */
export class StreamPromise<Item> extends APIPromise<Stream<Item>> implements AsyncIterable<Item> {
  /** Allows `await` without an intermediate promise; `then` returns an ordinary promise. */
  // biome-ignore lint/complexity/useLiteralKeys: the name without brackets is that of the constructor itself.
  override get ["constructor"](): PromiseConstructor {
    return Promise;
  }

  /** Iterates over the items. Leaving the loop closes the connection. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return itemsOf(this, trace(StreamPromise.prototype[Symbol.asyncIterator]));
  }
}

async function* itemsOf<Item>(
  opened: Promise<Stream<Item>>,
  caller: Trace,
): AsyncGenerator<Item, void, undefined> {
  try {
    yield* await opened;
  } catch (error) {
    await rejected(error, { caller });
  }
}
