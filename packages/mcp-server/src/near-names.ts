/** The name that was probably meant, if one is similar. */
export function nearName(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const each of names) {
    const distance = editDistance(wanted, each.toLowerCase());
    if (best === undefined || distance < best.distance) best = { name: each, distance };
  }
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.name : undefined;
}

/** `Did you mean x?`, with a space in front. Empty if no name is similar. */
export function didYouMean(name: string, names: readonly string[]): string {
  const near = nearName(name, names);
  return near === undefined ? "" : ` Did you mean \`${near}\`?`;
}

/** How many characters have to be added, removed or replaced. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
