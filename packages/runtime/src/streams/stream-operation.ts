import {
  type Encoders,
  type Operation,
  type OperationDefinition,
  operation,
  type WithResponse,
} from "../operations/index.js";
import { openStream } from "./stream-call.js";
import type { StreamDescription } from "./stream-description.js";
import type { StreamFormat } from "./stream-format.js";

/** The definition of an operation that returns a stream. */
export interface StreamDefinition extends OperationDefinition {
  readonly stream?: StreamDescription;
}

/**
 * An operation whose response is a stream of items. `Result` is the response without a stream, if the operation has one; a parameter of the
 * request then decides. `Errors` are the bodies of its error responses by status.
 */
export interface StreamOperation<
  Params,
  Item,
  Result = never,
  Errors = unknown,
  Outcome = WithResponse<Result>,
> extends Operation<Params, Result, Errors, Outcome> {
  /** Exists only for type inference; never set. */
  readonly "~streamItem"?: Item;
  /** Opens a stream. A property, so that programs without streams do not bundle the code for them. */
  readonly "~stream": typeof openStream;
  readonly "~format": StreamFormat;
  readonly stream?: StreamDescription;
}

/**
 * Defines an operation that returns a stream: adds the types of its parameters, its items and its response without a stream.
 *
 * @param format `eventStream`, `jsonLines` or `jsonSequence`.
 * @example
 * const watchOrders = streamOperation<{ shop: string }, OrderEvent>(
 *   { id: "watchOrders", method: "GET", path: "/v1/{shop}/events" },
 *   eventStream,
 * );
 * for await (const event of client.stream(watchOrders, { shop: "s1" })) console.log(event.kind);
 */
export function streamOperation<
  Params,
  Item,
  Result = never,
  Errors = unknown,
  Outcome = WithResponse<Result>,
>(
  definition: StreamDefinition,
  format: StreamFormat,
  encoders?: Encoders,
): StreamOperation<Params, Item, Result, Errors, Outcome> {
  const single = operation<Params, Result, Errors, Outcome>(definition, encoders);
  return { ...single, "~stream": openStream, "~format": format };
}
