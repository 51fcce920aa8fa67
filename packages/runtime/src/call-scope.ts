import { onAbort } from "./abort-listeners.js";
import type { Clock } from "./clock.js";
import { APIConnectionTimeoutError, APIUserAbortError } from "./errors.js";

/** What may end a call from outside. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from now. */
  readonly deadline?: number | undefined;
}

/**
 * The time in which a call lives: its signal and its deadline end whatever it is waiting for, at once. `close` must be
 * called at the end; after it neither a timer nor a listener is left.
 */
export class CallScope {
  readonly #clock: Clock;
  readonly #forgetSignal: (() => void) | undefined;
  readonly #end: number;
  readonly #deadlineTimer: unknown;
  #interruption: Error | undefined;
  #stop: ((reason: Error) => void) | undefined;

  constructor(clock: Clock, { signal, deadline = Number.POSITIVE_INFINITY }: CallLimits) {
    this.#clock = clock;
    this.#end = clock.now() + deadline;
    const giveUp = (): void => this.#interrupt(givenUp(signal?.reason));
    if (signal?.aborted) giveUp();
    else this.#forgetSignal = signal && onAbort(signal, giveUp);
    if (deadline !== Number.POSITIVE_INFINITY) {
      this.#deadlineTimer = clock.setTimeout(
        () => this.#interrupt(tookTooLong("deadline", deadline)),
        deadline,
      );
    }
  }

  /** Why the call ended before its work did; undefined while it has not. */
  get interruption(): Error | undefined {
    return this.#interruption;
  }

  /** Milliseconds until the deadline. */
  get remaining(): number {
    return this.#end - this.#clock.now();
  }

  /**
   * Does one thing at a time. The promise is rejected at once when the call is given up, its deadline passes or the
   * work takes longer than `timeout` milliseconds; the signal that the work was given fires then.
   */
  race<Result>(
    work: (signal: AbortSignal) => Promise<Result>,
    timeout: number = Number.POSITIVE_INFINITY,
  ): Promise<Result> {
    if (this.#interruption !== undefined) return Promise.reject(this.#interruption);
    const controller = new AbortController();
    return new Promise<Result>((resolve, reject) => {
      const stop = (reason: Error): void => {
        finish();
        reject(reason);
        controller.abort(reason);
      };
      const timer =
        timeout === Number.POSITIVE_INFINITY
          ? undefined
          : this.#clock.setTimeout(() => stop(tookTooLong("timeout", timeout)), timeout);
      const finish = (): void => {
        if (timer !== undefined) this.#clock.clearTimeout(timer);
        if (this.#stop === stop) this.#stop = undefined;
      };
      this.#stop = stop;
      work(controller.signal).finally(finish).then(resolve, reject);
    });
  }

  /** Waits so many milliseconds. */
  sleep(milliseconds: number): Promise<void> {
    return this.race(
      (signal) =>
        new Promise((resolve) => {
          const timer = this.#clock.setTimeout(resolve, milliseconds);
          signal.addEventListener("abort", () => this.#clock.clearTimeout(timer));
        }),
    );
  }

  close(): void {
    this.#forgetSignal?.();
    if (this.#deadlineTimer !== undefined) this.#clock.clearTimeout(this.#deadlineTimer);
  }

  #interrupt(reason: Error): void {
    this.#interruption = reason;
    this.#stop?.(reason);
  }
}

function tookTooLong(name: "timeout" | "deadline", milliseconds: number): APIConnectionTimeoutError {
  return new APIConnectionTimeoutError(`no answer within ${Math.round(milliseconds)} ms (${name})`);
}

function givenUp(reason: unknown): APIUserAbortError {
  return new APIUserAbortError("the call was given up by its signal", { cause: reason });
}
