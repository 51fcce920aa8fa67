/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON that can be changed. */
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that a value is; an empty one otherwise. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The list that a value is; an empty one otherwise. */
export function asList(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** What stands at a JSON pointer, such as `/paths/~1v1~1tasks/get`. */
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
 * @throws Error when there is none.
 */
export function objectAt(document: JsonObject, pointer: string): JsonObject {
  const value = at(document, pointer);
  if (!isObject(value)) throw new Error(`there is no object at ${pointer}`);
  return value;
}

/** The pointer of a part of what another pointer names. */
export function below(pointer: string, ...keys: readonly (string | number)[]): string {
  return [pointer, ...keys.map((key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** The pointer that a `$ref` into the same document names. */
export function pointerOf(reference: string): string {
  return decodeURIComponent(reference.slice(1));
}

function unescapeKey(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
