import { watchBody } from "../answers/index.js";
import type { APIError } from "../errors/index.js";
import { type Clock, onAbort } from "../platform/index.js";
import { givenUp, tookTooLong } from "./interruption.js";

/** What may end a body that is left to the caller. */
export interface BodyLimits {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Which of the two limits ends first, and its milliseconds. */
  readonly limit: "timeout" | "deadline";
  readonly milliseconds: number;
  /** When it ends, by the clock; Infinity: never. */
  readonly end: number;
}

/**
 * A response whose body the caller reads, with the limits of its call. When the body has ended, or nobody can read it any
 * more, no timer and no listener is left; until then they do not keep a process alive.
 *
 * @param controller Gives up the attempt that the response is of.
 */
export function unreadResponse(
  response: Response,
  controller: AbortController,
  { clock, signal, limit, milliseconds, end }: BodyLimits,
): Response {
  if (!signal && end === Infinity) return response;
  let isOver = false;
  const stop = (reason?: APIError): void => {
    forget();
    controller.abort(reason);
  };
  const forgetSignal = signal && onAbort(signal, () => stop(givenUp(signal)));
  const timer =
    end < Infinity
      ? clock.setTimeout(() => stop(tookTooLong(limit, milliseconds)), end - clock.now())
      : undefined;
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
