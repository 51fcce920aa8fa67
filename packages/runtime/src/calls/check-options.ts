import type { RequestOptions } from "./request-options.js";

/** @throws TypeError when an option of a call has an invalid value. The message names the operation and the option, but not the value. */
export function checkCallOptions(operation: string, options: RequestOptions): void {
  const check = (name: keyof RequestOptions, isRight: unknown, right: string): void => {
    if (options[name] !== undefined && !isRight) {
      throw new TypeError(`${operation}: the option ${name} must be ${right}`);
    }
  };
  for (const [name, least] of LEAST) {
    const value = options[name];
    check(name, typeof value === "number" && value >= least, `a number of at least ${least}`);
  }
  const { priority, idempotencyKey, signal } = options;
  check("priority", typeof priority === "number" && !Number.isNaN(priority), "a number");
  check("idempotencyKey", typeof idempotencyKey === "string" && idempotencyKey, "a non-empty string");
  // Some libraries have their own class of signals.
  check("signal", signal === null || signal?.addEventListener, "an AbortSignal");
}

const LEAST = [
  ["timeout", 1],
  ["deadline", 0],
  ["maxRetries", 0],
  ["maxResponseBytes", 1],
] as const;
