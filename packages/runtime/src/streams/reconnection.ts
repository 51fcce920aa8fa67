import { isIdempotent } from "../calls/index.js";
import { APIConnectionError } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { type Clock, onAbort } from "../platform/index.js";
import type { Connection } from "./connection.js";
import type { StreamOptions } from "./stream-options.js";

/** Inputs of a reconnection. */
export interface ReconnectionRules {
  readonly operation: OperationDefinition;
  readonly options: StreamOptions;
  readonly clock: Clock;
  /** When the deadline of the call passes. */
  readonly deadlineEnd: number;
  /** Aborted when the stream is closed, or by the signal of the call. */
  readonly signal: AbortSignal;
  /** Sends the request again. */
  connect(lastEventId: string): Promise<Connection>;
}

/** Reconnects a stream after its connection was lost, if the options allow it and no event can be received twice. */
export class Reconnection {
  readonly #rules: ReconnectionRules;
  #lastEventId: string;
  #isFresh = true;
  #failures = 0;

  constructor(rules: ReconnectionRules) {
    this.#rules = rules;
    this.#lastEventId = rules.options.lastEventId ?? "";
  }

  /** The id of the last event, of any connection. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** Called with the id of each event. */
  received(id: string): void {
    if (id !== "") this.#lastEventId = id;
    this.#isFresh = false;
    this.#failures = 0;
  }

  /** Returns a new connection. @throws The error if the stream must not reconnect, or the error of the last attempt. */
  async after(error: unknown, { lastEventId, retry }: Connection): Promise<Connection> {
    if (lastEventId !== "") this.#lastEventId = lastEventId;
    let failure = error;
    for (;;) {
      const { clock, signal } = this.#rules;
      if (!this.#may(failure)) throw failure;
      const wait = Math.min(
        (retry ?? FIRST_WAIT) * 2 ** this.#failures++,
        Math.max(retry ?? 0, LONGEST_WAIT),
      );
      if (clock.now() + wait >= this.#rules.deadlineEnd) throw failure;
      await pause(clock, wait, signal);
      // Timers fire late after a suspension.
      if (clock.now() >= this.#rules.deadlineEnd) throw failure;
      try {
        return await this.#rules.connect(this.#lastEventId);
      } catch (reason) {
        failure = reason;
      }
    }
  }

  #may(error: unknown): boolean {
    const { operation, options } = this.#rules;
    const { reconnects = 0, idempotencyKey } = options;
    if (!(error instanceof APIConnectionError) || this.#failures >= reconnects) return false;
    if (this.#lastEventId !== "") return true;
    return this.#isFresh && (idempotencyKey !== undefined || isIdempotent(operation.method));
  }
}

/** The server may demand another delay. In ms. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

/** Waits, but not longer than until the signal is aborted. */
function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      forget();
      clock.clearTimeout(timer);
      resolve();
    };
    const forget = onAbort(signal, end);
    const timer = clock.setTimeout(end, milliseconds);
  });
}
