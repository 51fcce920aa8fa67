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
  readonly #signal: AbortSignal | undefined;
  readonly #forgetSignal: (() => void) | undefined;
  readonly #end: number;
  readonly #deadlineTimer: unknown;
  #interruption: Error | undefined;
  #stop: ((reason: Error) => void) | undefined;
  #timer: unknown;

  constructor(clock: Clock, { signal, deadline = Number.POSITIVE_INFINITY }: CallLimits) {
    this.#clock = clock;
    this.#signal = signal;
    this.#end = deadline === Number.POSITIVE_INFINITY ? deadline : clock.now() + deadline;
    if (signal !== undefined) {
      const giveUp = (): void => this.#interrupt(givenUp(signal.reason));
      if (signal.aborted) giveUp();
      else this.#forgetSignal = onAbort(signal, giveUp);
    }
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

  /** Whether nothing from outside can end the call: it has neither a signal nor a deadline. */
  get isUnlimited(): boolean {
    return this.#signal === undefined && this.#end === Number.POSITIVE_INFINITY;
  }

  /**
   * Does one thing at a time. The promise is rejected at once when the call is given up, its deadline passes or the
   * work takes longer than `timeout` milliseconds; the signal that the work was given fires then.
   */
  race<Result>(
    work: (signal: AbortSignal) => Promise<Result>,
    timeout: number = Number.POSITIVE_INFINITY,
  ): Promise<Result> {
    this.rest();
    if (this.#interruption !== undefined) return Promise.reject(this.#interruption);
    return new Promise<Result>((resolve, reject) => {
      const controller = new AbortController();
      this.#stop = (reason) => {
        this.rest();
        reject(reason);
        controller.abort(reason);
      };
      if (timeout !== Number.POSITIVE_INFINITY) {
        this.#timer = this.#clock.setTimeout(() => this.#stop?.(tookTooLong("timeout", timeout)), timeout);
      }
      work(controller.signal).then(resolve, reject);
    });
  }

  /** Ends what the last thing that was done still holds. The next one does that, too. */
  rest(): void {
    this.#stop = undefined;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Waits so many milliseconds. */
  sleep(milliseconds: number): Promise<void> {
    return this.race(
      () =>
        new Promise((resolve) => {
          this.#timer = this.#clock.setTimeout(resolve, milliseconds);
        }),
    );
  }

  close(): void {
    this.rest();
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
