/** Sorts names by their characters, the same on every machine. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A map's entries sorted by key, for where the order of a map must not matter. */
export function sortedEntries<Value>(map: {
  readonly [key: string]: Value;
}): readonly (readonly [string, Value])[] {
  return Object.entries(map).sort(([a], [b]) => compareNames(a, b));
}

/** A map with its keys sorted. */
export function sortedMap<Value>(map: { readonly [key: string]: Value }): { readonly [key: string]: Value } {
  return Object.fromEntries(sortedEntries(map));
}
