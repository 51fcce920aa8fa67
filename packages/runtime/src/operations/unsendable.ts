/**
 * Rejects a value that cannot be sent, or that would arrive as a different value.
 *
 * @param where Name of the value in the message: `listInvoices: query parameter`.
 * @param isJson Whether it is encoded as JSON, which supports any string, and omits functions and symbols in objects.
 * @throws TypeError with the path of the invalid value, such as `lines[2].total cannot be NaN`. Strings are never shown.
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
  const { toJSON: own } = (value ?? {}) as { readonly toJSON?: unknown };
  const toJSON = typeof own === "function" && own;
  if (kind === "number" && !Number.isFinite(value)) refuse(value);
  if (kind === "string" && !isJson && /\p{Surrogate}/u.test(value as string)) refuse("invalid Unicode");
  // Values nested in two objects are JSON in a query, too.
  const isInJson = isJson || outer.length > 1;
  if (kind === "bigint" ? isInJson && !toJSON : /^(f|sy)/.test(kind) && !(isJson && outer.length > 0)) {
    refuse(`a ${kind}`);
  }
  if (typeof value !== "object" || value === null) return;
  if (isDate(value) && Number.isNaN(+value)) refuse("an invalid Date");
  if (outer.includes(value)) refuse("a circular reference");
  // Only JSON calls toJSON, so a Map or a URL would leave nothing of itself.
  const isEmpty = !isDate(value) && Object.keys(value).length === 0;
  if (!isJson && isEmpty && !isPlain(value) && !(toJSON && outer.length > 0)) refuse(value.constructor.name);
  const inner = [...outer, value];
  if (toJSON) checkSendable(where, place, toJSON.call(value), isJson, inner);
  for (const [key, part] of Object.entries(toJSON ? {} : (value as object))) {
    checkSendable(where, place, key, isJson);
    const name = Array.isArray(value) ? `[${key}]` : place && `.${key}`;
    checkSendable(where, place + (name || key), part, isJson, inner);
  }
}

/** The required type of a value that is read by its properties. A `Headers` or `URLSearchParams` would look empty. */
export const PLAIN_OBJECT =
  "a plain object; convert Headers, URLSearchParams or a Map with Object.fromEntries()";

/** Whether a value is a Date, of this or another realm. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** Whether an object is an array, or has no class. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether a value is an object that is read by its properties: not an array, Map, `Headers` or `URLSearchParams`. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value);
}
