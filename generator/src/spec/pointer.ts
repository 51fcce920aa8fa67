import { remembered } from "../remembered.ts";

/** A JSON pointer as keys and indexes. */
export type Pointer = readonly (string | number)[];

/**
 * Formats a pointer as a URI fragment.
 *
 * @example formatPointer(["paths", "/v1/orders/{id}"]) // "#/paths/~1v1~1orders~1{id}"
 */
export function formatPointer(pointer: Pointer): string {
  let text = "#";
  for (const key of pointer) text += `/${typeof key === "number" ? key : escapeKey(key)}`;
  return text;
}

/**
 * Parses a reference into the same document.
 *
 * @returns The keys as strings, even for array indexes, or `undefined` for other references.
 */
export const parsePointer = remembered((reference): readonly string[] | undefined => {
  if (reference === "#") return [];
  const text = /^#%2f/i.test(reference) ? decode(reference) : reference;
  if (!text.startsWith("#/")) return undefined;
  return text.slice(2).split("/").map(unescapeKey);
});

/**
 * Resolves a pointer. Only own properties count, so that no key reaches a prototype.
 *
 * @returns The value, or `undefined` if there is none.
 */
export function valueAt(root: unknown, pointer: Pointer): unknown {
  let value = root;
  for (const key of pointer) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return value;
}

function escapeKey(key: string): string {
  // Most keys are plain, and there are very many.
  if (!/[~/%]/.test(key)) return key;
  return key.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}

function unescapeKey(part: string): string {
  if (!/[~%]/.test(part)) return part;
  return decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The name of a node for messages: `description`, or `parameters[2]` for an array item. */
export function nodeName(pointer: Pointer): string {
  const last = pointer.at(-1) ?? "the document";
  return typeof last === "number" ? `${pointer.at(-2) ?? ""}[${last}]` : String(last);
}
