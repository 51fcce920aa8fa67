/** A JSON object with values of any type. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is an object, and neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty object for other values, so that lookups can be chained. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as an array; an empty array for other values. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a content type is JSON: `application/json`, or one that ends in `+json`. */
export function isJson(contentType: string): boolean {
  return /^application\/([^;]*\+)?json *(;|$)/i.test(contentType);
}

/** Whether content of a media type in a document can be JSON: JSON, or a range that contains it. */
export function canBeJson(mediaType: string): boolean {
  return isJson(mediaType) || /^(\*|application)\/\*/.test(mediaType);
}
