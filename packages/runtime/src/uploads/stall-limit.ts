import type { Send } from "../calls/index.js";
import { APIConnectionTimeoutError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";

/** A time limit for work whose duration depends on the size of the content: only the time without progress counts. */
export class StallLimit {
  readonly #clock: Clock;
  readonly #timeout: number;
  #timer: unknown;
  #giveUp: (() => void) | undefined;

  /** @param timeout Time without progress after which the work is aborted, in ms. */
  constructor(clock: Clock, timeout: number) {
    this.#clock = clock;
    this.#timeout = timeout;
  }

  /** Progress was made: restarts the timer. */
  restart(): void {
    this.#clock.clearTimeout(this.#timer);
    if (this.#giveUp !== undefined && this.#timeout < Infinity) {
      this.#timer = this.#clock.setTimeout(this.#giveUp, this.#timeout);
    }
  }

  /** Wraps `send` so that the limit applies until it settles. */
  limited(send: Send): Send {
    return (request, operation) => {
      const controller = new AbortController();
      return this.limit(
        request.signal,
        () => send({ ...request, signal: controller.signal }, operation),
        (reason) => controller.abort(reason),
      );
    };
  }

  /** Settles like the work. If there is no progress or the signal aborts, it rejects immediately and calls `stop`. */
  limit<Result>(
    signal: AbortSignal,
    work: () => Promise<Result>,
    stop: (reason: unknown) => void = () => {},
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (): void => {
        // The limit may already be that of the next attempt.
        if (isOver) return;
        isOver = true;
        forget();
        this.#giveUp = undefined;
        this.restart();
      };
      const giveUp = (reason: unknown): void => {
        end();
        reject(reason);
        stop(reason);
      };
      const forget = onAbort(signal, () => giveUp(signal.reason));
      this.#giveUp = () =>
        giveUp(new APIConnectionTimeoutError(`no progress within ${this.#timeout} ms (timeout)`));
      this.restart();
      work().finally(end).then(resolve, reject);
    });
  }
}
