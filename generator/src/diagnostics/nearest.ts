/**
 * Finds the candidate with the smallest edit distance, for "did you mean".
 *
 * @param maximum The maximum distance. Default: a third of the name's length, which is the maximum in any case.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  maximum = Number.POSITIVE_INFINITY,
): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(Math.floor(name.length / 3), maximum) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The number of letters to add, remove, replace or swap with their neighbors, to turn one word into the other. */
function editDistance(left: string, right: string): number {
  let before: readonly number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const distance = Math.min(
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
      );
      current.push(isSwapped ? Math.min(distance, (before[column - 2] ?? 0) + 1) : distance);
    }
    before = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
