import { isRecord, PLAIN_OBJECT } from "../operations/index.js";
import { NO_OPTIONS, type RequestOptions } from "./request-options.js";

/** @throws TypeError when an option of a call has an invalid value. The message names the operation and the option, but not the value. */
export function checkCallOptions(operation: string, options: RequestOptions): void {
  // Most calls have no options.
  if (options === NO_OPTIONS) return;
  if (!isRecord(options)) throw new TypeError(`${operation}: the options must be an object`);
  for (const [name, isValid, valid] of RULES) {
    const value = options[name];
    if (value !== undefined && !isValid(value)) {
      throw new TypeError(`${operation}: the option ${name} must be ${valid}`);
    }
  }
}

type Rule = readonly [name: keyof RequestOptions, isValid: (value: unknown) => unknown, valid: string];

const RULES: readonly Rule[] = [
  /* @__PURE__ */ numberFrom("timeout", 1),
  /* @__PURE__ */ numberFrom("deadline", 0),
  /* @__PURE__ */ numberFrom("maxRetries", 0),
  /* @__PURE__ */ numberFrom("maxResponseBytes", 1),
  ["priority", (value) => typeof value === "number" && !Number.isNaN(value), "a number"],
  ["idempotencyKey", (value) => typeof value === "string" && value, "a non-empty string"],
  // Some libraries have their own class of signals.
  ["signal", (value) => value === null || (value as Partial<AbortSignal>).addEventListener, "an AbortSignal"],
  ["headers", isRecordOrNull, PLAIN_OBJECT],
  ["query", isRecordOrNull, PLAIN_OBJECT],
];

function numberFrom(name: keyof RequestOptions, least: number): Rule {
  return [name, (value) => typeof value === "number" && value >= least, `a number of at least ${least}`];
}

function isRecordOrNull(value: unknown): boolean {
  return value === null || isRecord(value);
}
