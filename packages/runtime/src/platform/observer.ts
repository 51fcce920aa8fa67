import type { Logger } from "./logger.js";

/** Wraps an observer so that it never throws. Only its first failure is logged. */
export function guarded<Arguments extends readonly unknown[]>(
  name: string,
  observer: ((...args: Arguments) => void) | undefined,
  logger: Logger,
): ((...args: Arguments) => void) | undefined {
  if (observer === undefined) return undefined;
  let hasFailed = false;
  const fail = (failure: unknown): void => {
    if (hasFailed) return;
    hasFailed = true;
    // Only the name: a message may repeat data that the observer received.
    const reason = failure instanceof Error ? failure.name : typeof failure;
    logger.error(`${name} threw (${reason}); calls continue, and further failures are not logged`);
  };
  return (...args) => {
    try {
      const result: unknown = observer(...args);
      if (result instanceof Promise) result.catch(fail);
    } catch (failure) {
      fail(failure);
    }
  };
}
