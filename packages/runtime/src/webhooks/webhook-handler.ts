import type { KnownOf } from "../enums/index.js";
import { ConfigurationError, checkKind, checkOption } from "../errors/index.js";
import { systemClock } from "../platform/index.js";
import type { DuplicateStore } from "./duplicates.js";
import { answerFetch } from "./fetch-adapter.js";
import { GRACE_SECONDS, handleOnce } from "./handle-once.js";
import { answerNode, type NodeRequest, type NodeResponse } from "./node-adapter.js";
import { checkVerifyOptions, type ReceiveEvent, type VerifyOptions } from "./verification.js";
import { WebhookError } from "./webhook-error.js";
import type { AnswerRequest, WebhookAnswer, WebhookRequest } from "./webhook-request.js";

/** Options of a webhook handler. */
export interface WebhookHandlerOptions<Event, Discriminator extends string> extends VerifyOptions {
  /** The listeners, by type of event. The response is sent when the promise of the listener is settled. */
  readonly on: WebhookListeners<Event, Discriminator>;
  /** Handles all other events: those of a type that has no listener, or that is newer than this version. */
  readonly fallback: (event: Event) => unknown;
  /** Remembers deliveries, so that a repeated one is acknowledged and not handled again. Default: none. */
  readonly duplicates?: DuplicateStore | undefined;
  /**
   * Time limit of a listener in ms, finite and above 0. After it, the response is 500, and a repetition is handled again. The
   * listener is not interrupted; if it succeeds later, the event counts as handled. A repetition that arrives while the first
   * delivery is being handled waits for its outcome for the same time. Default: 30,000.
   */
  readonly timeout?: number | undefined;
  /** Time limit for receiving the whole body, in ms. After it, the response is 408. Default: 10,000. */
  readonly bodyTimeout?: number | undefined;
  /**
   * Called with the reason of each response other than 200: a `WebhookError`, the exception of a listener, or a
   * `ConfigurationError` if there is no secret. Its result is not awaited; its exceptions are written to the console. Default:
   * writes the error to the console, but never the body.
   */
  readonly onError?: ((error: unknown) => unknown) | undefined;
}

/** Functions by the type of event that they handle. */
export type WebhookListeners<Event, Discriminator extends string> = {
  readonly [Type in TypeOf<Event, Discriminator>]?: (
    event: Extract<Event, { readonly [Key in Discriminator]: Type }>,
  ) => unknown;
};

/** The known types of events. */
type TypeOf<Event, Discriminator extends string> = Event extends {
  readonly [Key in Discriminator]: infer Type extends string;
}
  ? KnownOf<Type>
  : never;

/** Handles webhook requests. Its functions can be used without the object. */
export interface WebhookHandler {
  /**
   * Takes a `Request` and returns a `Response`: a route handler for Next.js, Hono, workers, Bun and Deno.
   *
   * @example
   * export const POST = handler.fetch;
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * Takes a request and a response of Node's `http` or Express. It reads the body itself, so no body parser may run before it,
   * except one that keeps the bytes, such as `express.raw({ type: "*\/*" })`.
   *
   * @example
   * app.post("/webhooks", handler.node);
   */
  readonly node: (request: NodeRequest, response: NodeResponse) => Promise<void>;
  /** Takes a raw body and headers, for all other servers. The promise is never rejected. */
  readonly handle: (request: WebhookRequest) => Promise<WebhookAnswer>;
}

/**
 * Creates a handler. Use `WebhookReceiver.handler` instead.
 *
 * @throws ConfigurationError when an option has an invalid value.
 */
export function createHandler<Event, Discriminator extends string>(
  receive: ReceiveEvent<Event>,
  discriminator: string,
  options: WebhookHandlerOptions<Event, Discriminator>,
): WebhookHandler {
  const { duplicates, timeout = 30_000, bodyTimeout = 10_000, maxBytes, clock = systemClock } = options;
  checkVerifyOptions(options);
  checkOption("timeout", timeout, typeof timeout === "number" && timeout > 0 && timeout < Infinity);
  checkOption("bodyTimeout", bodyTimeout, typeof bodyTimeout === "number" && bodyTimeout > 0);
  checkFunctions(options);
  const report = reporter(options.onError ?? writeError);
  const rules = { duplicates, timeout, clock, report };
  const limits = { maxBytes, bodyTimeout, clock };

  const dispatch = (event: Event): unknown => {
    const type = (event as Readonly<Record<string, unknown>>)[discriminator] as string;
    const listeners = options.on as Readonly<Record<string, ((event: Event) => unknown) | undefined>>;
    const listener = Object.hasOwn(listeners, type) ? listeners[type] : undefined;
    return (listener ?? options.fallback)(event);
  };

  const answerRequest: AnswerRequest = async (read) => {
    try {
      const { body, headers } = await read();
      const { event, name } = await receive(body, headers);
      const isHandled = await handleOnce(name, rules, () => dispatch(event));
      return { status: 200, body: isHandled ? "ok" : "already handled" };
    } catch (error) {
      report(error);
      return answerTo(error);
    }
  };

  return {
    fetch: (request) => answerFetch(request, limits, answerRequest),
    node: (request, response) => answerNode(request, response, limits, answerRequest),
    handle: (request) => answerRequest(async () => request),
  };
}

function answerTo(error: unknown): WebhookAnswer {
  if (!(error instanceof WebhookError)) return { status: 500, body: "the event was not handled" };
  const { code, status, message } = error;
  // A process that crashed while handling the event blocks it no longer than that.
  return { status, body: message, ...(code === "still-running" && { retryAfter: GRACE_SECONDS }) };
}

/** A failing report must neither make the sender retry nor crash the process. */
function reporter(onError: (error: unknown) => unknown): (error: unknown) => void {
  return (error) => {
    const fail = (failure: unknown): void =>
      console.error("webhook handler: onError failed:", failure, "\nIt was called with:", error);
    try {
      Promise.resolve(onError(error)).catch(fail);
    } catch (failure) {
      fail(failure);
    }
  };
}

function writeError(error: unknown): void {
  if (error instanceof ConfigurationError) console.error(`webhook handler: ${error.message}`);
  else if (error instanceof WebhookError && error.code !== "listener-timeout") {
    console.warn(`webhook refused: ${error.code}: ${error.message}`);
  } else console.error("webhook listener failed:", error);
}

/** @throws ConfigurationError when a listener or another callback is not a function. */
function checkFunctions({ on, fallback, onError, duplicates }: WebhookHandlerOptions<never, never>): void {
  const isFunction = (value: unknown): boolean => typeof value === "function";
  const listeners = Object.values(Object(on) as object).filter((listener) => listener !== undefined);
  const isOn = typeof on === "object" && listeners.every(isFunction);
  checkKind("on", on ?? "nothing", isOn, "an object with a function for each type of event");
  checkKind("fallback", fallback ?? "nothing", isFunction(fallback), "a function: it gets all other events");
  checkKind("onError", onError, isFunction(onError), "a function");
  const { begin, done, failed } = Object(duplicates) as Partial<DuplicateStore>;
  const isStore = [begin, done, failed].every(isFunction);
  checkKind("duplicates", duplicates, isStore, "an object with the functions begin, done, failed");
}
