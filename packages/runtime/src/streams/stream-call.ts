import { type CallSettings, type OpenConnection, type PendingAnswer, startCall } from "../calls/index.js";
import { type Redact, rejected } from "../errors/index.js";
import { follow } from "../platform/index.js";
import type { Connection } from "./connection.js";
import { ItemReader } from "./item-reader.js";
import { type OpenedStream, openedStream, requestOptions, type StreamedOperation } from "./opened-stream.js";
import { Reconnection } from "./reconnection.js";
import { Stream } from "./stream.js";
import { checkStreamOptions, type StreamOptions } from "./stream-options.js";
import { StreamPromise } from "./stream-promise.js";

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
    result: (opened: OpenedStream) => Result,
  ): PendingAnswer =>
    startCall(settings, operation, params, requestOptions(operation, given), resolve, {
      isUnread: true,
      result(response: Response, _, connection) {
        const open = connection as OpenConnection;
        try {
          return result(openedStream(settings, operation, given, response, open));
        } catch (error) {
          return rejected(error, open.work);
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
    const { signal, deadline = Infinity, reconnects = 0 } = options ?? {};
    const deadlineEnd = clock.now() + deadline;
    const closing = new AbortController();
    const connect = (lastEventId: string): Promise<Connection> =>
      new Promise((resolve) => {
        const again = {
          ...options,
          lastEventId,
          signal: closing.signal,
          deadline: Math.max(0, deadlineEnd - clock.now()),
        };
        send(again, resolve, ({ connection }) => connection);
      });
    return send(options, resolve, (opened) => {
      // Only reconnecting needs both.
      if (signal && reconnects > 0) follow(closing, signal);
      const rules = { operation, options, clock, deadlineEnd, signal: closing.signal, connect };
      const items = new ItemReader<Item>(operation, description, redact);
      return new Stream({ ...opened, items, reconnection: new Reconnection(rules), closing });
    });
  });
}

/** The outcome of a call with invalid options. */
function refused(error: unknown, resolve: (result: Promise<never>) => void): PendingAnswer {
  const answer = { unread: false, response: undefined, caller: undefined };
  resolve(rejected(error, answer));
  return answer;
}
