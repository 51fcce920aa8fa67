/** The value in the middle of the sorted ones; of an even number the mean of the two. NaN for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The value below which a fraction of the others lies, interpolated between neighbours. NaN for no values.
 *
 * @param fraction From 0 (the least) to 1 (the greatest).
 */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Jain's index of fairness: 1 when all shares are equal, 1/n when one of n has everything. 1 where there is nothing to
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

/** Random numbers from 0 to 1 (exclusive); the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
