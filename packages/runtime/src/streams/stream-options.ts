import type { RequestOptions } from "../calls/index.js";

/**
 * Options of a call that returns a stream. `timeout` and `maxRetries` apply until the response begins, `signal` and `deadline` until the
 * stream has ended. `maxResponseBytes` is the maximum size of one event.
 */
export interface StreamOptions extends RequestOptions {
  /**
   * Time limit between two chunks of the response, in ms. The comments that servers send as heartbeats count as chunks. When it is
   * exceeded, iterating throws an `APIConnectionTimeoutError`. Infinity: no limit. Default: `timeout`.
   */
  readonly stallTimeout?: number | undefined;
  /**
   * How many times in succession the call reconnects after the connection was lost. Each event restarts the count. The request is
   * sent again with the header `Last-Event-ID`, so the server must support it. It is sent only if the server has sent an event id, or
   * if there was no event yet and the request may be repeated. Only for `text/event-stream`. Default: 0.
   */
  readonly reconnects?: number | undefined;
  /** Continues after the event with this id, which is sent in the header `Last-Event-ID`. Default: none. */
  readonly lastEventId?: string | undefined;
}

/** @throws TypeError when an option has an invalid value. */
export function checkStreamOptions(operation: string, options: StreamOptions): void {
  // Other invalid options are rejected when the call begins.
  const { stallTimeout = 1, reconnects = 0, lastEventId = "" } = (options as StreamOptions | null) ?? {};
  const check = (name: string, isValid: boolean, valid: string): void => {
    if (!isValid) throw new TypeError(`${operation}: the option ${name} must be ${valid}`);
  };
  check("stallTimeout", typeof stallTimeout === "number" && stallTimeout >= 1, "a number of at least 1");
  check("reconnects", typeof reconnects === "number" && reconnects >= 0, "a number of at least 0");
  check("lastEventId", typeof lastEventId === "string", "a string");
}
