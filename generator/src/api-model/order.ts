/** Compares names by code units, independent of the locale. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of an object sorted by key, where the order in the document must not matter. */
export function sortedEntries<Value>(map: {
  readonly [key: string]: Value;
}): readonly (readonly [string, Value])[] {
  return Object.entries(map).sort(([a], [b]) => compareNames(a, b));
}

/** An object with sorted keys. */
export function sortedMap<Value>(map: { readonly [key: string]: Value }): { readonly [key: string]: Value } {
  return Object.fromEntries(sortedEntries(map));
}
