/** The median: for an even number of values, the mean of the middle two. NaN if there are no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * A quantile, interpolated between neighbours. NaN if there are no values.
 *
 * @param fraction From 0 (minimum) to 1 (maximum).
 */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Jain's fairness index: 1 if all shares are equal, 1/n if one of n has everything. 1 if there is nothing to
 * share.
 */
export function jainIndex(shares: readonly number[]): number {
  const total = sum(shares);
  const squares = sum(shares.map((share) => share * share));
  return squares === 0 ? 1 : (total * total) / (shares.length * squares);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Random numbers from 0 to 1 (exclusive). The same seed gives the same numbers (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
