import { onInterruption } from "../calls/index.js";
import { APIError } from "../errors/index.js";
import type { OperationDefinition, WithResponse } from "../operations/index.js";
import type { Clock } from "../platform/index.js";
import { propertyOf } from "./property-of.js";
import type { UploadReadiness } from "./upload-operation.js";

/** How the server is polled until a file is complete. */
export interface Polling {
  readonly clock: Clock;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Total time to wait, in ms. */
  readonly pollTimeout: number;
  /** Calls an operation. */
  readonly call: (operation: OperationDefinition, params: unknown) => Promise<WithResponse<unknown>>;
}

/** Polls with growing delays until the created object is complete. */
export async function waitUntilReady(
  { operation, parameters, property, value }: UploadReadiness,
  created: unknown,
  { clock, signal, pollTimeout, call }: Polling,
): Promise<WithResponse<unknown>> {
  const end = clock.now() + pollTimeout;
  const params = Object.fromEntries(
    Object.entries(parameters).map(([name, source]) => [name, propertyOf(created, source)]),
  );
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
    const result = await call(operation, params);
    const state = propertyOf(result.data, property);
    if (state === value) return result;
    const left = end - clock.now();
    if (left <= 0) {
      throw new APIError(
        `the content was sent, but ${property} is ${String(state)} after ${pollTimeout} ms (pollTimeout)`,
      );
    }
    await sleep(clock, signal, Math.min(wait, left));
  }
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5_000;

function sleep(clock: Clock, signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const forget = onInterruption(clock, { signal }, (reason) => {
      clock.clearTimeout(timer);
      reject(reason);
    });
    const timer = clock.setTimeout(() => {
      forget();
      resolve();
    }, milliseconds);
  });
}
