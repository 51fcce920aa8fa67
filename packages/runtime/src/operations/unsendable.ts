/**
 * Refuses a value that cannot be sent, or that would arrive as something else.
 *
 * @param where What the value is, for the message: `listInvoices: query parameter`.
 * @param isJson Whether it is written as JSON, which can write any string, and leaves out functions and symbols in objects.
 * @throws TypeError with the place of what is wrong, such as `lines[2].total cannot be NaN`. A string is never shown.
 */
export function checkSendable(
  where: string,
  place: string,
  value: unknown,
  isJson: boolean,
  outer: readonly unknown[] = [],
): void {
  const refuse = (what: unknown): never => {
    throw new TypeError(`${where} ${place} cannot be ${what}`);
  };
  const kind = typeof value;
  const { toJSON } = (value ?? {}) as { readonly toJSON?: () => unknown };
  if (kind === "number" && !Number.isFinite(value)) refuse(value);
  if (kind === "string" && !isJson && /\p{Surrogate}/u.test(value as string)) refuse("invalid Unicode");
  // What is inside of two objects is JSON also in a query.
  const isInJson = isJson || outer.length > 1;
  if (kind === "bigint" ? isInJson && !toJSON : /^(f|sy)/.test(kind) && !(isJson && outer.length > 0)) {
    refuse(`a ${kind}`);
  }
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Date && Number.isNaN(+value)) refuse("an invalid Date");
  if (outer.includes(value)) refuse("part of itself");
  const inner = [...outer, value];
  if (toJSON) checkSendable(where, place, toJSON.call(value), isJson, inner);
  for (const [key, part] of Object.entries(toJSON ? {} : (value as object))) {
    checkSendable(where, place, key, isJson);
    const name = Array.isArray(value) ? `[${key}]` : place && `.${key}`;
    checkSendable(where, place + (name || key), part, isJson, inner);
  }
}

/** What a value has to be that is read as names and values. A `Headers` or a `URLSearchParams` would look empty. */
export const PLAIN_OBJECT =
  "a plain object, as Object.fromEntries() makes it of Headers, URLSearchParams or a Map";

/** Whether a value is an object of names and values: no array, Map, `Headers` or `URLSearchParams`. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value);
}
