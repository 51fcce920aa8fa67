import { APIConnectionError, APIError, type ErrorFacts, type Redact } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { explanationOf, factsOf, placeOf } from "../responses/index.js";
import type { StreamDescription } from "./stream-description.js";
import { StreamError } from "./stream-error.js";
import type { RawEvent } from "./stream-format.js";

/** An event of a stream. */
export interface StreamEvent<Item> {
  /** The name of the event; `message` if it has none, as in formats without names. */
  readonly event: string;
  /** The id of the event, or of the last event that had one; empty if there was none. */
  readonly id: string;
  /** The item. */
  readonly data: Item;
}

/** Converts events as they were sent to items. */
export class ItemReader<Item> {
  readonly #operation: OperationDefinition;
  readonly #description: StreamDescription;
  readonly #redact: Redact;
  /** The data that marks the end. */
  readonly #end: string | undefined;

  /** @param redact Hides secrets that the server may repeat in errors. */
  constructor(operation: OperationDefinition, description: StreamDescription, redact: Redact) {
    this.#operation = operation;
    this.#description = description;
    this.#redact = redact;
    this.#end = description.end ?? (description.data === "text" ? undefined : "[DONE]");
  }

  /** Whether an event only marks the end of the stream. */
  isEnd({ data }: RawEvent): boolean {
    return data === this.#end;
  }

  /** Whether the stream ends after an event. */
  isLast({ event }: RawEvent): boolean {
    return event === this.#description.lastEvent;
  }

  /**
   * Returns the item of an event; undefined if it has no JSON data, such as a heartbeat.
   *
   * @throws StreamError when it reports an error.
   */
  read(raw: RawEvent, response: Response): StreamEvent<Item> | undefined {
    const { event, id } = raw;
    const { errorEvent = "error", errorProperty = "error", wholeEvents } = this.#description;
    const isError = event === errorEvent;
    if (raw.data.trim() === "" && this.#description.data !== "text" && !isError) return undefined;
    let value: unknown;
    const itemOf = (data: unknown): unknown => {
      value = data;
      return wholeEvents ? { event, data, id } : data;
    };
    const item = this.#itemOf(raw, response, isError, itemOf);
    if (isError || hasError(value, errorProperty)) throw this.#errorOf(event, value, response);
    return { event, id, data: item as Item };
  }

  /** An item as JSON. */
  written(item: Item): string {
    const { write } = this.#operation["~encoders"] ?? {};
    return write ? write(item) : JSON.stringify(item);
  }

  /**
   * Called at the end of the response with what it contains of another event. Returns the event if it is complete.
   *
   * @throws APIConnectionError when the stream has not ended.
   */
  atEnd(rest: RawEvent | undefined): readonly RawEvent[] {
    const { end, lastEvent } = this.#description;
    if (rest !== undefined && this.isEnd(rest)) return [];
    const problem = rest?.isCut
      ? "in the middle of an event"
      : (end ?? lastEvent) === undefined || (rest && this.isLast(rest))
        ? undefined
        : `before its end (${end ?? `the event ${lastEvent}`})`;
    if (problem === undefined) return rest === undefined ? [] : [rest];
    throw new APIConnectionError(`the stream was cut off ${problem} ${placeOf(this.#operation)}`, {
      operation: this.#operation.id,
    });
  }

  /** The item of an event. `itemOf` gets its data. */
  #itemOf(
    { event, data }: RawEvent,
    response: Response,
    isError: boolean,
    itemOf: (data: unknown) => unknown,
  ): unknown {
    if (this.#description.data === "text" && !isError) return itemOf(data);
    const { parse } = this.#operation["~encoders"] ?? {};
    try {
      return parse && !isError ? parse(data, this.#operation, response, itemOf) : itemOf(JSON.parse(data));
    } catch (cause) {
      if (isError) return itemOf(data);
      // The data may be personal, so it is not printed. The parser's error quotes it.
      const problem = `an event of the stream (${event}) is not JSON, but ${data.length} characters`;
      throw new APIError(`${problem} ${placeOf(this.#operation)}`, {
        ...this.#facts(response),
        body: data,
        cause,
      });
    }
  }

  #errorOf(event: string, body: unknown, response: Response): StreamError {
    const { code, message = "no message" } = explanationOf(body, this.#redact);
    const text = `the stream reported an error: ${code ? `${code}: ` : ""}${message}`;
    const facts = { ...this.#facts(response), body, code };
    return new StreamError(`${text} ${placeOf(this.#operation)}`, event, facts);
  }

  #facts(response: Response): ErrorFacts {
    return factsOf(this.#operation, response, this.#redact);
  }
}

function hasError(value: unknown, property: string | false): boolean {
  if (property === false || typeof value !== "object" || value === null) return false;
  const error = (value as Readonly<Record<string, unknown>>)[property];
  return error !== undefined && error !== null;
}
