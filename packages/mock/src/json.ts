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

/** Maximum number of levels of JSON in a request. What reads values and schemas is recursive, and would overflow the stack. */
const DEEPEST = 500;

/**
 * Parses JSON that a request contains.
 *
 * @throws SyntaxError when it is no JSON, or is nested more than 500 levels deep.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new SyntaxError(`it is nested more than ${DEEPEST} levels deep`);
    level = level.filter((each) => typeof each === "object" && each !== null).flatMap(Object.values);
  }
  return value;
}
