import type { FieldEncoding } from "./parameters.js";
import { hasParts, isAbsent, valueText } from "./query.js";
import { checkSendable, isPlain } from "./unsendable.js";

/** A field of a form, and its encoding if it is not the default. */
export type FormField = readonly [name: string, value: unknown, encoding?: FieldEncoding | undefined];

/** A value whose JSON `JSON.stringify` cannot write, in a field of a form. `toJSON` returns it for checks. */
export interface WrittenJSON {
  readonly "~json": string;
  toJSON(): unknown;
}

/** The fields of a form. Arrays repeat the name; undefined and null are omitted. */
export function fieldsOf(form: unknown): readonly FormField[] {
  return Object.entries(form as object).flatMap(itemsOf);
}

/** The fields of a property: one for each item of an array. undefined and null are omitted. */
export function itemsOf([name, value, encoding]: FormField): readonly FormField[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => !isAbsent(item)).map((item) => [name, item, encoding]);
}

/** The media type of a field that is not a file; undefined for plain text. */
export function fieldType([, value, encoding]: FormField): string | undefined {
  const [first] = encoding?.contentType?.split(",") ?? [];
  return first?.trim() ?? (hasParts(value) ? "application/json" : undefined);
}

/**
 * A field's value as text. Dates are ISO 8601. Objects are JSON, as are all values whose encoding is JSON.
 *
 * @param where Name of the field in error messages.
 * @throws TypeError for values that cannot be sent, such as functions, and for objects that JSON would lose, such as a Map.
 */
export function fieldText(where: string, field: FormField): string {
  const [name, value] = field;
  const type = fieldType(field) ?? "";
  const isJsonPart = JSON_TYPE.test(type);
  checkSendable(where, name, value, isJsonPart);
  if (hasParts(value) && !isJSON(value)) {
    throw new TypeError(`${where} ${name} cannot be ${value.constructor.name}`);
  }
  if (isJsonPart) return (value as Partial<WrittenJSON>)["~json"] ?? JSON.stringify(value);
  if (hasParts(value)) throw new TypeError(`${where} ${name} must be a string, since it is sent as ${type}`);
  return valueText(value);
}

const JSON_TYPE = /[/+]json\b/i;

/** Whether JSON preserves an object: it is an array or a plain object, or has `toJSON`. */
function isJSON(value: object): boolean {
  return "toJSON" in value || isPlain(value);
}
