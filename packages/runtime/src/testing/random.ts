/** An integer from 0 to 2^32 - 1 that depends only on the keys. */
export function hashOf(...keys: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const key of keys) {
    for (const unit of `${key}\n`) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  // Without this, similar keys have similar hashes.
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** One of several values, which depends only on the hash. */
export function pick<Value>(values: readonly [Value, ...Value[]], hash: number): Value;
export function pick<Value>(values: readonly Value[], hash: number): Value | undefined;
export function pick<Value>(values: readonly Value[], hash: number): Value | undefined {
  return values[hash % values.length];
}
