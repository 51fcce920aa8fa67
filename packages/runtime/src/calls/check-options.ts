import type { RequestOptions } from "./request-options.js";

/** @throws TypeError when an option of a call has a wrong value. It names the operation and the option. */
export function checkCallOptions(operation: string, options: RequestOptions): void {
  for (const [name, isRight] of RULES) {
    const value = options[name];
    if (value === undefined || isRight(value)) continue;
    // An idempotency key may be a secret, and an object has no text that helps.
    const shown = typeof value === "number" ? value : `a value of type ${typeof value}`;
    throw new TypeError(`${operation}: the option ${name} cannot be ${shown}`);
  }
}

const isNumber = (value: unknown): value is number => typeof value === "number" && !Number.isNaN(value);
const isPositive = (value: unknown): boolean => isNumber(value) && value > 0;
const isNotNegative = (value: unknown): boolean => isNumber(value) && value >= 0;

const RULES: readonly [keyof RequestOptions, (value: unknown) => boolean][] = [
  ["timeout", isPositive],
  ["maxResponseBytes", isPositive],
  ["deadline", isNotNegative],
  ["maxRetries", isNotNegative],
  ["priority", isNumber],
  ["idempotencyKey", (value) => typeof value === "string" && value !== ""],
  // Whatever has the two members that are used: a page or a library may have a class of its own.
  ["signal", (value) => value === null || typeof (value as AbortSignal).addEventListener === "function"],
];
