/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A mutable JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is an object, otherwise an empty object. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value if it is an array, otherwise an empty array. */
export function asList(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** The value at a JSON pointer, such as `/paths/~1v1~1tasks/get`. */
export function at(document: JsonObject, pointer: string): Json | undefined {
  const keys = pointer.split("/").slice(1).map(unescapeKey);
  return keys.reduce<Json | undefined>(
    (value, key) => (value as { readonly [key: string]: Json } | undefined)?.[key],
    document,
  );
}

/**
 * The object at a JSON pointer.
 *
 * @throws Error if there is none.
 */
export function objectAt(document: JsonObject, pointer: string): JsonObject {
  const value = at(document, pointer);
  if (!isObject(value)) throw new Error(`there is no object at ${pointer}`);
  return value;
}

/** Appends keys to a pointer. */
export function below(pointer: string, ...keys: readonly (string | number)[]): string {
  return [pointer, ...keys.map((key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** The pointer of a `$ref` into the same document. */
export function pointerOf(reference: string): string {
  return decodeURIComponent(reference.slice(1));
}

function unescapeKey(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
