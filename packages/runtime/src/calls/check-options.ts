import { kindOf } from "../answers/index.js";
import type { RequestOptions } from "./request-options.js";

/** @throws TypeError when an option of a call has a wrong value. It names the operation and the option. */
export function checkCallOptions(operation: string, options: RequestOptions): void {
  for (const [name, isRight] of RULES) {
    const value = options[name];
    if (value === undefined || isRight(value)) continue;
    throw new TypeError(`${operation}: the option ${name} cannot be ${shown(name, value)}`);
  }
}

/** A value for a message. A key, and a string in the place of something else, may be a secret. */
function shown(name: string, value: unknown): string {
  if (typeof value === "number" && name !== "idempotencyKey") return String(value);
  return value === "" ? "an empty string" : kindOf(value);
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
