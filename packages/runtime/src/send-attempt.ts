import type { Answer, AnswerMode } from "./api-promise.js";
import type { CallScope } from "./call-scope.js";
import { requestIdOf } from "./error-from-response.js";
import { logs, redactedHeaders, redactedURL } from "./logger.js";
import { type ApiRequest, composeMiddleware } from "./middleware.js";
import type { OperationDefinition } from "./operation.js";
import type { RequestOptions } from "./options.js";
import type { RateLimitPermit } from "./rate-limiter.js";
import type { BuiltRequest } from "./request-builder.js";
import { connectionError, readError, readResult, reasonOf } from "./response.js";
import type { Settings } from "./settings.js";

/** A call under way. */
export interface Call {
  readonly settings: Settings;
  readonly operation: OperationDefinition;
  readonly request: BuiltRequest;
  readonly options: RequestOptions;
  readonly mode: AnswerMode;
  readonly scope: CallScope;
  /** Whether the last attempt met a connection that the other side had closed, before any byte of an answer. */
  isStale: boolean;
}

/** Sends a call's request once, and reads the answer. */
export function sendAttempt<Result>(
  call: Call,
  attempt: number,
  permit: RateLimitPermit | undefined,
): Promise<Answer<Result>> {
  const { settings, operation, request, options, mode, scope } = call;
  return scope.race(async (signal) => {
    const { id, method, path } = operation;
    const { url, headers, body } = request;
    const sent: Outgoing = { operation: id, method, path, url, headers, body, signal, attempt };
    const response = await (settings.middleware.length === 0
      ? send(call, permit, sent)
      : sendThroughMiddleware(call, permit, sent));
    if (!response.ok) throw await readError(operation, response, secretsOf(call));
    if (mode.unread) return { unread: response };
    return { data: (await readResult(operation, response)) as Result, response };
  }, options.timeout ?? settings.timeout);
}

/** What goes out. With middleware its headers can be changed; without they need not, and a record is faster. */
type Outgoing = Omit<ApiRequest, "headers"> & { readonly headers: BuiltRequest["headers"] };

/** What the system says of a connection that the other side has closed. */
const CLOSED = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/;

function sendThroughMiddleware(
  call: Call,
  permit: RateLimitPermit | undefined,
  sent: Outgoing,
): Promise<Response> {
  const handler = composeMiddleware(call.settings.middleware, (request) => send(call, permit, request));
  return handler({ ...sent, headers: new Headers(sent.headers) });
}

/** Hands the request to `fetch`. */
async function send(
  call: Call,
  permit: RateLimitPermit | undefined,
  { method, url, headers, body, signal, attempt }: Outgoing,
): Promise<Response> {
  const { settings, operation } = call;
  const isLogged = logs(settings.logLevel, "info");
  const started = isLogged ? settings.clock.now() : 0;
  if (isLogged) logRequest(call, url, headers, attempt);
  call.isStale = false;
  try {
    const duplex = body instanceof ReadableStream ? "half" : undefined;
    const init = { method, headers, body, signal, redirect: "manual", duplex };
    const response = await settings.fetch(url, init as RequestInit);
    if (response.status !== 429) permit?.answered();
    if (isLogged) {
      const id = requestIdOf(response.headers);
      logEnd(call, started, id === undefined ? `${response.status}` : `${response.status} (${id})`);
    }
    return response;
  } catch (cause) {
    if (isLogged) logEnd(call, started, "no answer");
    call.isStale = CLOSED.test(reasonOf(cause));
    throw connectionError(operation, "no connection", cause);
  }
}

/** What a server may repeat in its message, and nobody should read there. */
function secretsOf({ settings, operation, request }: Call): readonly (string | null | undefined)[] {
  const { idempotencyHeader = "Idempotency-Key" } = operation;
  return [settings.apiKey, new Headers(request.headers).get(idempotencyHeader)];
}

function logRequest(
  { settings, operation }: Call,
  url: string,
  headers: BuiltRequest["headers"],
  attempt: number,
): void {
  const { api, apiKey, logger, logLevel } = settings;
  if (!logs(logLevel, "debug")) return;
  const names = [
    api.authentication?.kind === "apiKey" ? api.authentication.name : undefined,
    operation.idempotencyHeader,
  ];
  logger.debug(`${titleOf(operation)} attempt ${attempt}`, {
    url: redactedURL(url),
    headers: redactedHeaders(headers, names, apiKey),
  });
}

function logEnd({ settings: { logger, clock }, operation }: Call, started: number, end: string): void {
  logger.info(`${titleOf(operation)} ${end} after ${Math.round(clock.now() - started)} ms`);
}

function titleOf({ id, method, path }: OperationDefinition): string {
  return `${id} ${method} ${path}`;
}
