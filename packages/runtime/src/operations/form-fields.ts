import { isAbsent, valueText } from "./query.js";

/** A field of a form. */
export type FormField = readonly [name: string, value: unknown];

/** The fields of a form. An array repeats its name; undefined and null are left out. */
export function fieldsOf(form: unknown): readonly FormField[] {
  return Object.entries(form as object)
    .flatMap(([name, value]: [string, unknown]) =>
      (Array.isArray(value) ? value : [value]).map((item): FormField => [name, item]),
    )
    .filter(([, value]) => !isAbsent(value));
}

/**
 * A field's value as text: a Date as ISO 8601, an object as JSON.
 *
 * @throws TypeError for a function, a symbol, and an object that JSON would lose, such as a Map or a stream.
 */
export function fieldText([name, value]: FormField): string {
  if (/function|symbol/.test(typeof value)) throw new TypeError(`${name}: a ${typeof value} cannot be sent`);
  if (typeof value === "object" && !isJSON(value as object)) {
    throw new TypeError(`${name}: ${(value as object).constructor.name} cannot be sent in a form`);
  }
  return valueText(value);
}

/** Whether JSON holds all of an object: it is an array or a plain object, or says itself what it is as JSON. */
function isJSON(value: object): boolean {
  if (Array.isArray(value) || "toJSON" in value) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
