import type { KnownOf } from "../enums/index.js";
import type { DuplicateStore } from "./duplicates.js";
import { answerFetch } from "./fetch-adapter.js";
import { answerNode, type NodeRequest, type NodeResponse } from "./node-adapter.js";
import type { EventVerifier, VerifyOptions } from "./verification.js";
import { WebhookError } from "./webhook-error.js";
import type { WebhookAnswer, WebhookRequest } from "./webhook-request.js";

/** What is done with the events. */
export interface WebhookHandlerOptions<Event, Discriminator extends string> extends VerifyOptions {
  /** What is done with an event, by its type. The sender gets its answer when the promise is settled. */
  readonly on: WebhookListeners<Event, Discriminator>;
  /** What is done with every other event: of a type that nobody listens to, or that came after this version. */
  readonly fallback: (event: Event) => unknown;
  /** Remembers deliveries, so that a repeated one is answered and not handled again. Default: none. */
  readonly duplicates?: DuplicateStore | undefined;
  /**
   * Told of requests that are no events (a `WebhookError`), and of what a listener failed with. Default: writes to the
   * console what was wrong, never what was in the body.
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Functions by the type of event that they are for. */
export type WebhookListeners<Event, Discriminator extends string> = {
  readonly [Type in TypeOf<Event, Discriminator>]?: (
    event: Extract<Event, { readonly [Key in Discriminator]: Type }>,
  ) => unknown;
};

/** The types of events that are known. */
type TypeOf<Event, Discriminator extends string> = Event extends {
  readonly [Key in Discriminator]: infer Type extends string;
}
  ? KnownOf<Type>
  : never;

/** Handles requests of the sender of events. Its functions can be passed around without it. */
export interface WebhookHandler {
  /**
   * Takes and gives what `fetch` does: a route handler of Next.js, Hono, workers, Bun and Deno.
   *
   * @example
   * export const POST = handler.fetch;
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * Takes what Node's `http` and Express give. It reads the body itself, so no body parser may come before it, except one that
   * keeps the bytes, such as `express.raw({ type: "*\/*" })`.
   *
   * @example
   * app.post("/webhooks", handler.node);
   */
  readonly node: (request: NodeRequest, response: NodeResponse) => Promise<void>;
  /** Takes a raw body and headers, for every other server. The promise is never rejected. */
  readonly handle: (request: WebhookRequest) => Promise<WebhookAnswer>;
}

/** Makes a handler; `WebhookReceiver.handler` is the way to it. */
export function createHandler<Event, Discriminator extends string>(
  receiver: EventVerifier<Event>,
  discriminator: string,
  options: WebhookHandlerOptions<Event, Discriminator>,
): WebhookHandler {
  const { duplicates, onError = writeError } = options;

  const dispatch = (event: Event): unknown => {
    const type = (event as Readonly<Record<string, unknown>>)[discriminator] as string;
    const listeners = options.on as Readonly<Record<string, ((event: Event) => unknown) | undefined>>;
    const listener = Object.hasOwn(listeners, type) ? listeners[type] : undefined;
    return (listener ?? options.fallback)(event);
  };

  /** Answers a request whose reading has failed or succeeded. */
  const answer = async (read: () => Promise<WebhookRequest>): Promise<WebhookAnswer> => {
    try {
      const { body, headers } = await read();
      const { event, name } = await receiver.receive(body, headers, options);
      if ((await duplicates?.remember(name)) === false) return { status: 200, body: "known already" };
      try {
        await dispatch(event);
      } catch (error) {
        await duplicates?.forget(name);
        throw error;
      }
      return { status: 200, body: "ok" };
    } catch (error) {
      report(onError, error);
      if (error instanceof WebhookError) return { status: error.status, body: error.message };
      return { status: 500, body: "the event was not handled" };
    }
  };

  return {
    fetch: (request) => answerFetch(request, options.maxBytes, answer),
    node: (request, response) => answerNode(request, response, options.maxBytes, answer),
    handle: (request) => answer(async () => request),
  };
}

/** A report that fails must not make the sender try again. */
function report(onError: (error: unknown) => void, error: unknown): void {
  try {
    onError(error);
  } catch (failure) {
    writeError(failure);
  }
}

function writeError(error: unknown): void {
  if (error instanceof WebhookError) console.warn(`webhook refused: ${error.code}: ${error.message}`);
  else console.error("webhook listener failed:", error);
}
