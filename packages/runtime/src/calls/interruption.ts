import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";

/** Options that may end a call early. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined;
  /** Deadline in ms from now. */
  readonly deadline?: number | undefined;
}

/**
 * Calls `callback` when the signal is aborted or the deadline passes. The returned function must be called at the end; it removes
 * the timer and the listener.
 *
 * @throws APIUserAbortError when the signal is already aborted.
 */
export function onInterruption(
  clock: Clock,
  { signal, deadline = Infinity }: CallLimits,
  interrupt: (reason: APIError) => void,
): () => void {
  if (signal?.aborted) throw givenUp(signal);
  const forget = signal && onAbort(signal, () => interrupt(givenUp(signal)));
  const timer =
    deadline < Infinity
      ? clock.setTimeout(() => interrupt(tookTooLong("deadline", deadline)), deadline)
      : undefined;
  return () => {
    forget?.();
    clock.clearTimeout(timer);
  };
}

/** The error of a call that exceeded its timeout or deadline. */
export function tookTooLong(name: "timeout" | "deadline", milliseconds: number): APIConnectionTimeoutError {
  return new APIConnectionTimeoutError(`no response within ${Math.round(milliseconds)} ms (${name})`);
}

/** The error of a call whose signal was aborted. */
export function givenUp({ reason }: AbortSignal): APIUserAbortError {
  return new APIUserAbortError("the call was aborted by its signal", { cause: reason });
}
