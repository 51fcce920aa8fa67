import type { QueryEncoder } from "./encoders.js";
import { parameterName } from "./parameters.js";
import { isDate } from "./unsendable.js";

/**
 * Encodes a query parameter in the default style: arrays repeat the name, objects become one parameter for each property, whose arrays
 * repeat its name. undefined and null are omitted. Dates are ISO 8601, objects inside arrays or objects are JSON.
 *
 * @throws TypeError if the parameter specifies a style.
 */
export const encodeParameter: QueryEncoder = (parameter, value) => {
  const name = parameterName(parameter);
  if (name !== parameter) throw new TypeError(`${name}: operation() was not given the encoder styledQuery`);
  if (isAbsent(value)) return [];
  if (!hasParts(value)) return [pairOf(name, value)];
  if (Array.isArray(value)) return partsOf(value).map(([, item]) => pairOf(name, item));
  return partsOf(value).flatMap(([key, part]) =>
    Array.isArray(part) ? encodeParameter(key, part) : [pairOf(key, part)],
  );
};

/** `name=value`, percent-encoded. */
export function pairOf(name: string, value: unknown): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(valueText(value))}`;
}

/** A value as text. Values without a text form are JSON. */
export function valueText(value: unknown): string {
  if (isDate(value)) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether a value is omitted from a request. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether a value consists of several values: an array or an object. */
export function hasParts(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isDate(value);
}

/** The items of an array or the properties of an object, except those that are omitted. */
export function partsOf(value: object): [key: string, part: unknown][] {
  return Object.entries(value).filter(([, part]) => !isAbsent(part));
}
