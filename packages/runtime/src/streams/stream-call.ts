import { excerpt, factsOf, placeOf } from "../answers/index.js";
import {
  type CallSettings,
  type OpenConnection,
  type PendingAnswer,
  type RequestOptions,
  startCall,
} from "../calls/index.js";
import { APIError, type Redact, rejected, type TracedWork } from "../errors/index.js";
import { isRecord, type OperationDefinition } from "../operations/index.js";
import { Connection } from "./connection.js";
import { ItemReader } from "./item-reader.js";
import { Reconnection } from "./reconnection.js";
import { Stream } from "./stream.js";
import type { StreamDescription } from "./stream-description.js";
import type { StreamFormat } from "./stream-format.js";
import { checkStreamOptions, type StreamOptions } from "./stream-options.js";
import { StreamPromise } from "./stream-promise.js";

/** An operation whose response is a stream. */
export interface StreamedOperation extends OperationDefinition {
  readonly stream?: StreamDescription;
  readonly "~format": StreamFormat;
}

/** Calls an operation whose response is a stream. */
export function openStream<Item>(
  settings: CallSettings,
  operation: StreamedOperation,
  params: unknown,
  options: StreamOptions,
): StreamPromise<Item> {
  const { clock, secrets } = settings;
  const { stream: description = {} } = operation;
  const redact: Redact = (text) => secrets.redactor(operation)(text);
  const send = <Result>(
    given: StreamOptions,
    resolve: (result: Result | Promise<never>) => void,
    result: (opened: Opened) => Result,
  ): PendingAnswer =>
    startCall(settings, operation, params, requestOptions(operation, given), resolve, {
      isUnread: true,
      result(response: Response, connection) {
        const { work } = connection as OpenConnection;
        try {
          return result(opened(settings, operation, given, response, connection as OpenConnection));
        } catch (error) {
          return rejected(error, work);
        }
      },
      failed() {},
    });
  return new StreamPromise<Item>((resolve) => {
    try {
      checkStreamOptions(operation.id, options);
    } catch (error) {
      return refused(error, resolve);
    }
    const { signal, deadline = Infinity } = options ?? {};
    const deadlineEnd = clock.now() + deadline;
    const closing = new AbortController();
    const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    const connect = (lastEventId: string): Promise<Connection> =>
      new Promise((resolve) => {
        const again = { ...options, lastEventId, signal: either, deadline: deadlineEnd - clock.now() };
        send(again, resolve, ({ connection }) => connection);
      });
    return send(options, resolve, (opened) => {
      const rules = { operation, options, clock, deadlineEnd, signal: either, connect };
      const items = new ItemReader<Item>(operation, description, redact);
      return new Stream({ ...opened, items, reconnection: new Reconnection(rules), closing });
    });
  });
}

/** A response that is a stream. */
interface Opened {
  readonly response: Response;
  readonly connection: Connection;
  readonly work: TracedWork;
}

/** @throws APIError when the response is not a stream of the operation's format. */
function opened(
  settings: CallSettings,
  operation: StreamedOperation,
  options: StreamOptions,
  response: Response,
  { controller, work }: OpenConnection,
): Opened {
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
  return { response, connection: new Connection(operation, response, controller, parser, limits), work };
}

function requestOptions(operation: StreamedOperation, options: StreamOptions): RequestOptions {
  // Other values are rejected when the call begins.
  if (!isRecord(options)) return options;
  const { lastEventId, headers } = options;
  const accept = operation.stream?.accept ?? operation["~format"].mediaType;
  return { ...options, headers: { accept, "last-event-id": lastEventId || undefined, ...headers } };
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

/** The outcome of a call with invalid options. */
function refused(error: unknown, resolve: (result: Promise<never>) => void): PendingAnswer {
  const answer = { unread: false, response: undefined, caller: undefined };
  resolve(rejected(error, answer));
  return answer;
}
