import { APIError, type ErrorFacts } from "../errors/index.js";

/**
 * The server reported an error inside a stream, after the events that were already received. `body` is the data of its event,
 * `event` the event's name. The call is not retried.
 *
 * @example
 * try {
 *   for await (const chunk of stream) process.stdout.write(chunk.text);
 * } catch (error) {
 *   if (!(error instanceof StreamError)) throw error;
 *   console.log(error.code, error.message);
 * }
 */
export class StreamError extends APIError {
  static override readonly "~kind": string = "StreamError";
  /** The name of the event; `message` if it has none. */
  readonly event: string;

  constructor(message: string, event: string, facts: ErrorFacts = {}) {
    super(message, facts);
    this.event = event;
  }
}
