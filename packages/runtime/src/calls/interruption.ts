import { APIConnectionTimeoutError, type APIError, APIUserAbortError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";

/** What may end a call from outside. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from now. */
  readonly deadline?: number | undefined;
}

/**
 * Calls back when the signal fires or the deadline passes. The function that it returns takes that back and must be called
 * at the end: after it neither a timer nor a listener is left.
 *
 * @throws APIUserAbortError when the signal has fired already.
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

/** The error of a call for which there was no time left. */
export function tookTooLong(name: "timeout" | "deadline", milliseconds: number): APIConnectionTimeoutError {
  return new APIConnectionTimeoutError(`no answer within ${Math.round(milliseconds)} ms (${name})`);
}

/** The error of a call whose signal fired. */
export function givenUp({ reason }: AbortSignal): APIUserAbortError {
  return new APIUserAbortError("the call was given up by its signal", { cause: reason });
}
