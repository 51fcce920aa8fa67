import type { FieldEncoding } from "./parameters.js";
import { hasParts, isAbsent, valueText } from "./query.js";
import { checkSendable } from "./unsendable.js";

/** A field of a form, and how it is written where it is not written as most are. */
export type FormField = readonly [name: string, value: unknown, encoding?: FieldEncoding | undefined];

/** The fields of a form. An array repeats its name; undefined and null are left out. */
export function fieldsOf(form: unknown): readonly FormField[] {
  return Object.entries(form as object).flatMap(itemsOf);
}

/** The fields of a property: one for each item of an array. undefined and null are left out. */
export function itemsOf([name, value, encoding]: FormField): readonly FormField[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => !isAbsent(item)).map((item) => [name, item, encoding]);
}

/** The media type of a field that is no file; undefined: it is plain text. */
export function fieldType([, value, encoding]: FormField): string | undefined {
  const [first] = encoding?.contentType?.split(",") ?? [];
  return first?.trim() ?? (hasParts(value) ? "application/json" : undefined);
}

/**
 * A field's value as text: a Date as ISO 8601, an object as JSON, and anything as JSON where its encoding says so.
 *
 * @param where What the field is, for messages.
 * @throws TypeError for what cannot be sent, such as a function, and for an object that JSON would lose, such as a Map.
 */
export function fieldText(where: string, field: FormField): string {
  const [name, value] = field;
  const type = fieldType(field) ?? "";
  const isJsonPart = JSON_TYPE.test(type);
  checkSendable(where, name, value, isJsonPart);
  if (hasParts(value) && !isJSON(value)) {
    throw new TypeError(`${where} ${name} cannot be ${value.constructor.name}`);
  }
  if (isJsonPart) return JSON.stringify(value);
  if (hasParts(value)) throw new TypeError(`${where} ${name} must be a string, since it is sent as ${type}`);
  return valueText(value);
}

const JSON_TYPE = /[/+]json\b/i;

/** Whether JSON holds all of an object: it is an array or a plain object, or says itself what it is as JSON. */
function isJSON(value: object): boolean {
  if (Array.isArray(value) || "toJSON" in value) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
