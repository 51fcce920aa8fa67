/** A JSON object whose values are not known yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is an object, and neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is something else, so that lookups can be chained. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list; an empty one when it is something else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a content type is JSON: `application/json`, or one that ends in `+json`. */
export function isJson(contentType: string): boolean {
  return /^application\/([^;]*\+)?json *(;|$)/i.test(contentType);
}
