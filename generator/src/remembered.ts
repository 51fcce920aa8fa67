/** Maximum number of results kept per function. It bounds the memory of a process that runs for days. */
const MOST_RESULTS = 100_000;

/** Memoizes a function of a text. The same texts are converted again and again, and each conversion takes many steps. */
export function remembered<Result>(convert: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known.result;
    const result = convert(text);
    if (results.size === MOST_RESULTS) results.clear();
    results.set(text, { result });
    return result;
  };
}
