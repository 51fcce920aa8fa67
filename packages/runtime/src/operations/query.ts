import type { QueryEncoder } from "./encoders.js";
import { parameterName } from "./parameters.js";

/**
 * Writes a query parameter in the usual style: an array repeats its name, an object has one parameter for each of its
 * properties. undefined and null are left out; a Date is written as ISO 8601, an object inside of an array as JSON.
 *
 * @throws TypeError when the parameter has a style of its own.
 */
export const encodeParameter: QueryEncoder = (parameter, value) => {
  const name = parameterName(parameter);
  if (name !== parameter) throw new TypeError(`${name}: operation() was not given the encoder styledQuery`);
  if (isAbsent(value)) return [];
  if (!hasParts(value)) return [pairOf(name, value)];
  return partsOf(value).map(([key, part]) => pairOf(Array.isArray(value) ? name : key, part));
};

/** `name=value`, encoded. */
export function pairOf(name: string, value: unknown): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(valueText(value))}`;
}

/** A value as text: what has no text of its own is written as JSON. */
export function valueText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether a value is left out of a request. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether a value is written as several: an array or an object. */
export function hasParts(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Date);
}

/** The items of an array or the properties of an object, but for those that are left out. */
export function partsOf(value: object): [key: string, part: unknown][] {
  return Object.entries(value).filter(([, part]) => !isAbsent(part));
}
