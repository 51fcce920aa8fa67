/** The number of results that are remembered, so that a process that runs for long does not grow. */
const MOST_REMEMBERED = 20_000;

/** A function that remembers its results. Most words and names of a document occur many times. */
export function remembered<Result>(convert: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const result = convert(text);
    known.set(text, result);
    return result;
  };
}
