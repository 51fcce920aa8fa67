import { watchBody } from "../answers/index.js";
import { type APIError, addWaiter, type TracedWork } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";
import { givenUp, tookTooLong } from "./interruption.js";

/** Limits of a body that is left to the caller: the options of its call, and when they expire. */
export interface BodyLimits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout: number;
  readonly timeoutEnd: number;
  readonly deadline?: number | undefined;
  readonly deadlineEnd: number;
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
  { signal, timeout, timeoutEnd, deadline = Infinity, deadlineEnd, work }: BodyLimits,
): Response {
  const end = Math.min(timeoutEnd, deadlineEnd);
  if (!signal && end === Infinity) return response;
  let isOver = false;
  const stop = (reason?: APIError): void => {
    forget();
    addWaiter(reason, work);
    controller.abort(reason);
  };
  const forgetSignal = signal && onAbort(signal, () => stop(givenUp(signal)));
  const outOfTime = (): void =>
    stop(timeoutEnd === end ? tookTooLong("timeout", timeout) : tookTooLong("deadline", deadline));
  const timer = end < Infinity ? clock.setTimeout(outOfTime, end - clock.now()) : undefined;
  (timer as { readonly unref?: () => void } | undefined)?.unref?.();
  const forget = (): void => {
    isOver = true;
    forgetSignal?.();
    clock.clearTimeout(timer);
  };
  return watchBody(response, controller.signal, (_, isGarbage) => {
    if (isGarbage && !isOver) stop();
    else forget();
  });
}
