/** A way from a document's root to a node in it: keys and indexes. */
export type Pointer = readonly (string | number)[];

/**
 * Writes a pointer as the fragment of a reference.
 *
 * @example formatPointer(["paths", "/v1/orders/{id}"]) // "#/paths/~1v1~1orders~1{id}"
 */
export function formatPointer(pointer: Pointer): string {
  return `#${pointer.map((key) => `/${escapeKey(String(key))}`).join("")}`;
}

/**
 * Reads a reference to a place in the same document.
 *
 * @returns the keys as strings (also those of arrays), or `undefined` when it is no such reference.
 */
export function parsePointer(reference: string): readonly string[] | undefined {
  if (reference === "#") return [];
  if (!reference.startsWith("#/")) return undefined;
  return reference.slice(2).split("/").map(unescapeKey);
}

/**
 * Follows a pointer; own properties only, so that no key reaches a prototype.
 *
 * @returns the value, or `undefined` when the way ends before.
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
  return key.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25");
}

function unescapeKey(part: string): string {
  return decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
