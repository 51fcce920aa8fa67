import type { Schema } from "./catalogue.ts";

/** Which limit of its schema a value breaks, as the end of a sentence. Undefined: none. */
export function limitProblem(value: unknown, schema: Schema): string | undefined {
  if (typeof value === "number") return numberProblem(value, schema);
  if (typeof value === "string")
    return lengthProblem([...value].length, "characters", schema.minLength, schema.maxLength);
  return Array.isArray(value)
    ? lengthProblem(value.length, "items", schema.minItems, schema.maxItems)
    : undefined;
}

function numberProblem(value: number, schema: Schema): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}, not ${value}.`;
  if (maximum !== undefined && value > maximum) return `must be at most ${maximum}, not ${value}.`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    return `must be greater than ${exclusiveMinimum}, not ${value}.`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    return `must be less than ${exclusiveMaximum}, not ${value}.`;
  if (multipleOf === undefined || isMultiple(value, multipleOf)) return undefined;
  return `must be a multiple of ${multipleOf}, not ${value}.`;
}

/** Whether a number is a multiple, apart from the error of binary fractions. */
function isMultiple(value: number, factor: number): boolean {
  const quotient = value / factor;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
}

function lengthProblem(length: number, unit: string, least = 0, most = Infinity): string | undefined {
  if (length < least) return `must have at least ${least} ${unit}, not ${length}.`;
  return length > most ? `must have at most ${most} ${unit}, not ${length}.` : undefined;
}
