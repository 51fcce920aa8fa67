import type { Clock } from "./clock.js";

/**
 * Settles like a promise, or rejects with the error if the promise is not settled within `milliseconds`. The promise itself
 * continues; a later rejection is ignored.
 */
export function within<Result>(
  clock: Clock,
  milliseconds: number,
  promise: Result | PromiseLike<Result>,
  tooLate: () => unknown,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(tooLate()), milliseconds);
    Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => clock.clearTimeout(timer));
  });
}
