import { isRecord, PLAIN_OBJECT } from "../operations/index.js";
import type { RequestOptions } from "./request-options.js";

/** @throws TypeError when an option of a call has a wrong value. It names the operation and the option, and not the value. */
export function checkCallOptions(operation: string, options: RequestOptions): void {
  if (!isRecord(options)) throw new TypeError(`${operation}: the options must be an object`);
  const check = (name: keyof RequestOptions, isRight: unknown, right: string): void => {
    if (options[name] !== undefined && !isRight) {
      throw new TypeError(`${operation}: the option ${name} must be ${right}`);
    }
  };
  for (const [name, least] of LEAST) {
    const value = options[name];
    check(name, typeof value === "number" && value >= least, `a number of at least ${least}`);
  }
  const { priority, idempotencyKey, signal, headers, query } = options;
  check("priority", typeof priority === "number" && !Number.isNaN(priority), "a number");
  check("idempotencyKey", typeof idempotencyKey === "string" && idempotencyKey, "a string that is not empty");
  // A library may have a class of its own for signals.
  check("signal", signal === null || signal?.addEventListener, "an AbortSignal");
  check("headers", headers === null || isRecord(headers), PLAIN_OBJECT);
  check("query", query === null || isRecord(query), PLAIN_OBJECT);
}

const LEAST = [
  ["timeout", 1],
  ["deadline", 0],
  ["maxRetries", 0],
  ["maxResponseBytes", 1],
] as const;
