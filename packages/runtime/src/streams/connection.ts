import { APIConnectionTimeoutError, APIError, type Redact } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { type Clock, within } from "../platform/index.js";
import { brokenOff, factsOf, placeOf } from "../responses/index.js";
import type { RawEvent, StreamParser } from "./stream-format.js";

/** Limits of the connection of a stream. */
export interface ConnectionLimits {
  readonly clock: Clock;
  /** Time limit between two chunks, in ms. */
  readonly stallTimeout: number;
  /** Maximum size of one event. */
  readonly maxEventBytes: number;
}

/** The response of a stream. It is read only as fast as its events are consumed. */
export class Connection {
  readonly #operation: OperationDefinition;
  readonly #response: Response;
  readonly #controller: AbortController;
  readonly #parser: StreamParser;
  readonly #limits: ConnectionLimits;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** It keeps byte order marks, because Node's removes a second one as well if the first is cut. */
  readonly #decoder: TextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #isStart = true;
  /** Bytes received since the last event. */
  #pending = 0;

  /** @param controller Closes the connection. */
  constructor(
    operation: OperationDefinition,
    response: Response,
    controller: AbortController,
    parser: StreamParser,
    limits: ConnectionLimits,
  ) {
    this.#operation = operation;
    this.#response = response;
    this.#controller = controller;
    this.#parser = parser;
    this.#limits = limits;
    this.#reader = response.body?.getReader();
  }

  /** The id of the last event; empty if the server has sent none. */
  get lastEventId(): string {
    return this.#parser.lastEventId ?? "";
  }

  /** Whether the server has declined to send a stream, or more of it, with the status 204. */
  get isDeclined(): boolean {
    return this.#response.status === 204;
  }

  /** Delay that the server demands before a reconnection, in ms. */
  get retry(): number | undefined {
    return this.#parser.retry;
  }

  /**
   * Reads the next chunk and returns its events, which must be consumed before the next call; undefined at the end of the response.
   *
   * @throws APIConnectionError when the connection is lost or stalls.
   */
  async next(): Promise<Iterable<RawEvent> | undefined> {
    try {
      const { value } = await this.#read();
      return value && this.#events(value);
    } catch (cause) {
      throw cause instanceof APIError ? cause : brokenOff(this.#operation, cause);
    }
  }

  /** After the end of the response, what it contains of another event. */
  rest(): RawEvent | undefined {
    for (const _ of this.#parser.push(this.#decoder.decode())); // An incomplete character, which completes no event.
    return this.#parser.end();
  }

  /** Closes the connection. */
  close(): void {
    this.#reader?.cancel().catch(() => {});
    this.#controller.abort();
  }

  /** Called when nothing else is expected. If the response ends as well, other requests can use the connection. Never rejects. */
  finish(): Promise<unknown> {
    return within(this.#limits.clock, LONGEST_END, this.#read(), () => undefined).then(
      ({ done }) => done || this.close(),
      () => this.close(),
    );
  }

  async #read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }> {
    const { clock, stallTimeout } = this.#limits;
    if (this.#reader === undefined) return { done: true };
    const reading = this.#reader.read();
    return stallTimeout === Infinity
      ? reading
      : within(clock, stallTimeout, reading, () => stalled(this.#operation, stallTimeout));
  }

  *#events(chunk: Uint8Array): Generator<RawEvent, void, undefined> {
    const { maxEventBytes } = this.#limits;
    this.#pending += chunk.byteLength;
    for (const event of this.#parser.push(this.#decode(chunk))) {
      this.#pending = 0;
      if (event.data.length > maxEventBytes) throw this.#tooLarge();
      yield event;
    }
    if (this.#pending > maxEventBytes) throw this.#tooLarge();
  }

  #decode(chunk: Uint8Array): string {
    const text = this.#decoder.decode(chunk, { stream: true });
    if (!this.#isStart || text === "") return text;
    this.#isStart = false;
    return text.replace(/^\ufeff/, "");
  }

  #tooLarge(): APIError {
    const { maxEventBytes } = this.#limits;
    return new APIError(
      `an event of the stream is larger than ${maxEventBytes} bytes: raise maxResponseBytes ${placeOf(this.#operation)}`,
      factsOf(this.#operation, this.#response, UNCHANGED),
    );
  }
}

/** How long the response may continue after the end of the stream, in ms. */
const LONGEST_END = 100;
const UNCHANGED: Redact = (text) => text;

function stalled(operation: OperationDefinition, milliseconds: number): APIConnectionTimeoutError {
  return new APIConnectionTimeoutError(
    `the stream sent nothing for ${Math.round(milliseconds)} ms (stallTimeout) ${placeOf(operation)}`,
    { operation: operation.id },
  );
}
