// Takes the place of Vitest for snippets that show tests: they run as soon as the module is loaded, one after the other.

import { deepStrictEqual, rejects } from "node:assert/strict";

type Work = () => unknown;

let last: Promise<unknown> = Promise.resolve();
const atEnd: Work[] = [];

/** Waits for the tests, and runs what is to happen after them. */
export async function ended(): Promise<void> {
  try {
    await last;
    for (const work of atEnd) await work();
  } finally {
    atEnd.length = 0;
    last = Promise.resolve();
  }
}

function next(work: Work): void {
  last = last.then(work);
  last.catch(() => {});
}

export const beforeAll = (work: Work): void => next(work);
export const afterAll = (work: Work): void => void atEnd.push(work);
export const describe = (_name: string, work: Work): unknown => work();
export const test = (_name: string, work: Work): void => next(work);
test.each =
  (values: readonly unknown[]) =>
  (_name: string, work: (value: unknown) => unknown): void => {
    for (const value of values) next(() => work(value));
  };

/** The assertions that snippets use. */
export function expect(value: unknown) {
  return {
    toEqual: (other: unknown) => deepStrictEqual(value, other),
    rejects: {
      toThrow: (kind: new (...values: never[]) => Error) =>
        rejects(Promise.resolve(value as Promise<unknown>), kind),
    },
  };
}
