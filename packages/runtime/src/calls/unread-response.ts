import { APIError, addCaller, type TracedWork } from "../errors/index.js";
import type { OperationDefinition } from "../operations/index.js";
import { type Clock, onAbort } from "../platform/index.js";
import { type BodyEnd, type BodyRead, brokenOff, watchBody } from "../responses/index.js";
import { givenUp, tookTooLong } from "./interruption.js";

/** Limits of a body that is left to the caller: the options of its call, and when they expire. */
export interface BodyLimits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout: number;
  readonly timeoutEnd: number;
  readonly deadline?: number | undefined;
  readonly deadlineEnd: number;
  /**
   * The operation whose result is the response: `timeout` then also limits the time of each read, and a lost connection is an
   * `APIConnectionError`.
   */
  readonly resultOf?: OperationDefinition | undefined;
  /** Who called, for the stack of the error that reading the body fails with. */
  readonly work: TracedWork;
}

/**
 * A response whose body the caller reads within the limits of its call. When the body has ended or can no longer be read,
 * all timers and listeners are removed; until then, they do not keep the process alive.
 *
 * @param controller Aborts the attempt of the response.
 */
export function unreadResponse(
  response: Response,
  controller: AbortController,
  clock: Clock,
  { signal, timeout, timeoutEnd, deadline = Infinity, deadlineEnd, resultOf, work }: BodyLimits,
): Response {
  const end = Math.min(timeoutEnd, deadlineEnd);
  if (!signal && end === Infinity && !resultOf) return response;
  let isOver = false;
  const stop = (reason?: APIError): void => {
    forget();
    addCaller(reason, work.caller);
    controller.abort(reason);
  };
  const timeOut = (): void => stop(tookTooLong("timeout", timeout));
  const forgetSignal = signal && onAbort(signal, () => stop(givenUp(signal)));
  const outOfTime = timeoutEnd === end ? timeOut : (): void => stop(tookTooLong("deadline", deadline));
  const timer = end < Infinity ? clock.setTimeout(outOfTime, end - clock.now()) : undefined;
  if (timer) clock.unref?.(timer);
  const forget = (): void => {
    isOver = true;
    forgetSignal?.();
    clock.clearTimeout(timer);
  };
  const onEnd: BodyEnd = (_, isGarbage) => {
    if (!isGarbage) forget();
    // Garbage is collected outside of any incoming request, where its timer cannot be cleared. There, the timer or the end of the
    // request closes the connection.
    else if (!isOver && !clock.hasRequestContexts) stop();
  };
  const limitRead: BodyRead | undefined =
    resultOf &&
    ((reading) => {
      const stall = timeout < Infinity ? clock.setTimeout(timeOut, timeout) : undefined;
      return reading
        .catch((cause: unknown) => {
          throw cause instanceof APIError ? cause : brokenOff(resultOf, cause);
        })
        .finally(() => clock.clearTimeout(stall));
    });
  return watchBody(response, controller.signal, onEnd, limitRead);
}
