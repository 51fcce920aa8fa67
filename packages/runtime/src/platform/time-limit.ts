import type { Clock } from "./clock.js";

/**
 * The outcome of a promise, or the error where it is not settled within so many milliseconds. The promise itself goes on;
 * what it is rejected with after that is not reported here.
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
