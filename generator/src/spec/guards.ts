/** True if the value is an object, and neither an array nor `null`. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The own members of an object. Empty for other values. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The items of an array. Empty for other values. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Describes a value in messages: `an array`, `the string "x"`. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "string")
    return value.length > 40 ? "a string" : `the string ${JSON.stringify(value)}`;
  return `the ${typeof value} ${String(value)}`;
}

/** Sets an own property, even if its name is `__proto__`. */
export function define(owner: object, key: string | number, value: unknown): void {
  // An assignment is several times faster.
  if (key !== "__proto__") (owner as Record<string | number, unknown>)[key] = value;
  else Object.defineProperty(owner, key, { value, enumerable: true, writable: true, configurable: true });
}
