import type { Send } from "../calls/index.js";
import { APIConnectionTimeoutError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";

/** A time limit for requests whose duration depends on their size: only the time without progress counts. */
export class StallLimit {
  readonly #clock: Clock;
  readonly #timeout: number;
  #timer: unknown;
  #giveUp: (() => void) | undefined;

  /** @param timeout Time without progress after which a request is aborted, in ms. */
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
    return (request, operation) =>
      new Promise((resolve, reject) => {
        const controller = new AbortController();
        let isOver = false;
        const end = (): void => {
          // The limit may already belong to the next attempt.
          if (isOver) return;
          isOver = true;
          forget();
          this.#giveUp = undefined;
          this.restart();
        };
        const giveUp = (reason: unknown): void => {
          end();
          reject(reason);
          controller.abort(reason);
        };
        const forget = onAbort(request.signal, () => giveUp(request.signal.reason));
        this.#giveUp = () =>
          giveUp(new APIConnectionTimeoutError(`no progress within ${this.#timeout} ms (timeout)`));
        this.restart();
        send({ ...request, signal: controller.signal }, operation)
          .finally(end)
          .then(resolve, reject);
      });
  }
}
