import type { OperationDefinition } from "../operations/index.js";

/**
 * Parses the JSON of a response. 64-bit integers have the type that the operation specifies.
 *
 * @throws SyntaxError if it is not JSON.
 */
export function parseJSON(text: string, operation: OperationDefinition, response: Response): unknown {
  return operation["~encoders"]?.parse?.(text, operation, response) ?? JSON.parse(text);
}

/** The type of a JSON value, for messages; undefined stands for an empty body. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "empty";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/**
 * Whether a string that is not valid JSON is the beginning of an object or an array. Some platforms do not report a truncated body,
 * especially a compressed one; this is how it is detected.
 */
export function isIncomplete(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "\\") index++;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return isInString || depth > 0;
}
