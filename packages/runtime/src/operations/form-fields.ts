import { hasParts, isAbsent, valueText } from "./query.js";
import { checkSendable } from "./unsendable.js";

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
 * @param where What the field is, for messages.
 * @throws TypeError for what cannot be sent, such as a function, and for an object that JSON would lose, such as a Map.
 */
export function fieldText(where: string, [name, value]: FormField): string {
  checkSendable(where, name, value, hasParts(value));
  if (hasParts(value) && !isJSON(value)) {
    throw new TypeError(`${where} ${name} cannot be ${value.constructor.name}`);
  }
  return valueText(value);
}

/** Whether JSON holds all of an object: it is an array or a plain object, or says itself what it is as JSON. */
function isJSON(value: object): boolean {
  if (Array.isArray(value) || "toJSON" in value) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
