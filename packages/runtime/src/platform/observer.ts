import type { Logger } from "./logger.js";

/** An observer that never throws: the first failure is logged, those after it are silent. */
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
    // The name alone: a message may repeat what the observer was told.
    const reason = failure instanceof Error ? failure.name : typeof failure;
    logger.error(`${name} threw (${reason}); this is said once, and calls go on`);
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
