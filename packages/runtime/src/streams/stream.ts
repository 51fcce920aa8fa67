import { rejected, type Trace, trace } from "../errors/index.js";
import type { Connection } from "./connection.js";
import type { ItemReader, StreamEvent } from "./item-reader.js";
import type { Reconnection } from "./reconnection.js";
import type { RawEvent } from "./stream-format.js";

/** The source of a stream. */
export interface StreamSource<Item> {
  /** The response of the call. */
  readonly response: Response;
  readonly connection: Connection;
  readonly items: ItemReader<Item>;
  readonly reconnection: Reconnection;
  /** Closes the stream. */
  readonly closing: AbortController;
}

/**
 * The items of a response that arrive one after another. It can be iterated once. The connection is read only as fast as the items are
 * consumed. Leaving the loop closes the connection. If the stream does not end properly, iterating throws an `APIConnectionError`, and a
 * `StreamError` if the server reports an error inside the stream.
 *
 * @example
 * const stream = await client.stream(watchOrders, { shop: "s1" });
 * for await (const order of stream) {
 *   console.log(order.id);
 *   if (order.isLast) break;
 * }
 */
export class Stream<Item> implements AsyncIterable<Item> {
  readonly #source: StreamSource<Item>;
  #connection: Connection;
  #isTaken = false;
  #isClosed = false;

  constructor(source: StreamSource<Item>) {
    this.#source = source;
    this.#connection = source.connection;
  }

  /** The id of the last event that had one; empty if there was none. With the option `lastEventId`, another call continues there. */
  get lastEventId(): string {
    return this.#source.reconnection.lastEventId;
  }

  /** Iterates over the items. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return this.#read(({ data }) => data, trace(Stream.prototype[Symbol.asyncIterator]));
  }

  /** Iterates over the items together with the names and ids of their events. */
  events(): AsyncGenerator<StreamEvent<Item>, void, undefined> {
    return this.#read((event) => event, trace(Stream.prototype.events));
  }

  /** Closes the connection. A loop over the stream ends. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#source.closing.abort();
    this.#connection.close();
  }

  /**
   * Returns the items as bytes, one line of JSON for each, for example as the body of a response to a browser. Cancelling it closes the
   * connection.
   *
   * @example
   * const stream = await client.stream(watchOrders, { shop: "s1" });
   * const response = new Response(stream.toReadableStream(), { headers: { "content-type": "application/x-ndjson" } });
   */
  toReadableStream(): ReadableStream<Uint8Array> {
    const items = this[Symbol.asyncIterator]();
    const reader = this.#source.items;
    const encoder = new TextEncoder();
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await items.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(`${reader.written(value)}\n`));
        },
        cancel: () => this.close(),
      },
      { highWaterMark: 0 },
    );
  }

  async *#read<Result>(
    resultOf: (event: StreamEvent<Item>) => Result,
    caller: Trace,
  ): AsyncGenerator<Result, void, undefined> {
    if (this.#isTaken) throw new TypeError("a stream can be iterated only once");
    this.#isTaken = true;
    const { items, response, reconnection } = this.#source;
    try {
      for (;;) {
        const { events, isOver } = await this.#next();
        for (const raw of events) {
          if (items.isEnd(raw)) return this.#finish();
          const event = items.read(raw, response);
          reconnection.received(raw.id);
          if (event !== undefined) yield resultOf(event);
          if (items.isLast(raw)) return this.#finish();
          if (this.#isClosed) return;
        }
        if (isOver) return this.#finish();
      }
    } catch (error) {
      if (!this.#isClosed) await rejected(error, { caller });
    } finally {
      this.close();
    }
  }

  /** The events of the next chunk. Reconnects if the connection was lost. */
  async #next(): Promise<{ readonly events: Iterable<RawEvent>; readonly isOver: boolean }> {
    const { items, reconnection } = this.#source;
    for (;;) {
      if (this.#isClosed) return { events: [], isOver: true };
      const connection = this.#connection;
      try {
        const events = await connection.next();
        if (events !== undefined) return { events, isOver: false };
        return { events: connection.isDeclined ? [] : items.atEnd(connection.rest()), isOver: true };
      } catch (error) {
        if (this.#isClosed) return { events: [], isOver: true };
        connection.close();
        this.#connection = await reconnection.after(error, connection);
      }
    }
  }

  /** The stream has ended; its response may end a little later. */
  #finish(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    void this.#connection.finish().then(() => this.#source.closing.abort());
  }
}
