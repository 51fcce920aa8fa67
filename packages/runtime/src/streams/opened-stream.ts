import type { CallSettings, OpenConnection, RequestOptions } from "../calls/index.js";
import { APIError } from "../errors/index.js";
import { isRecord, type OperationDefinition } from "../operations/index.js";
import { excerpt, factsOf, placeOf } from "../responses/index.js";
import { Connection } from "./connection.js";
import type { StreamDescription } from "./stream-description.js";
import type { StreamFormat } from "./stream-format.js";
import type { StreamOptions } from "./stream-options.js";

/** An operation whose response is a stream. */
export interface StreamedOperation extends OperationDefinition {
  readonly stream?: StreamDescription;
  readonly "~format": StreamFormat;
}

/** A response that is a stream. */
export interface OpenedStream {
  readonly response: Response;
  readonly connection: Connection;
}

/** @throws APIError when the response is not a stream of the operation's format. */
export function openedStream(
  settings: CallSettings,
  operation: StreamedOperation,
  options: StreamOptions,
  response: Response,
  { controller }: OpenConnection,
): OpenedStream {
  const { timeout = settings.timeout, maxResponseBytes = settings.maxResponseBytes } = options;
  const { stallTimeout = timeout } = options;
  const problem = problemOf(operation["~format"], response);
  if (problem !== undefined) {
    response.body?.cancel().catch(() => {});
    controller.abort();
    const redact = settings.secrets.redactor(operation);
    const text = `${response.status}: the response is ${redact(problem)} ${placeOf(operation)}`;
    throw new APIError(text, factsOf(operation, response, redact));
  }
  const limits = { clock: settings.clock, stallTimeout, maxEventBytes: maxResponseBytes };
  const parser = operation["~format"].parser(options.lastEventId ?? "");
  return { response, connection: new Connection(operation, response, controller, parser, limits) };
}

/** The options of the request of a stream. */
export function requestOptions(operation: StreamedOperation, options: StreamOptions): RequestOptions {
  // Other values are rejected when the call begins.
  if (!isRecord(options)) return options;
  const { lastEventId, headers } = options;
  const accept = operation.stream?.accept ?? operation["~format"].mediaType;
  return { ...options, headers: { accept, "last-event-id": headerOf(lastEventId) || undefined, ...headers } };
}

/** An id as UTF-8, as the HTML standard requires: each character is a byte of the header. */
function headerOf(id = ""): string {
  return Array.from(new TextEncoder().encode(id), (byte) => String.fromCharCode(byte)).join("");
}

/** Why a response is not a stream; undefined if it is one. */
function problemOf(
  { isStrict, mediaType }: StreamFormat,
  { body, status, headers }: Response,
): string | undefined {
  if (status === 204) return undefined;
  if (!body?.getReader)
    return "no stream: the option fetch must return responses whose bodies are web streams";
  const type = headers.get("content-type") ?? "without a content type";
  if (!isStrict || type.split(";")[0]?.trim().toLowerCase() === mediaType) return undefined;
  return `${excerpt(type)}, a stream of type ${mediaType} was expected`;
}
