/** The words of a name in lower case: `clientId`, `client_id` and `client-id` are `client` and `id`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** The words of a name, of which the last one is in the singular. */
export function nounOf(name: string): readonly string[] {
  const words = wordsOf(name);
  return words.map((word, index) => (index === words.length - 1 ? singularOf(word) : word));
}

/** The resource that the name of a reference refers to: `client` for `clientIds`. Undefined if it is no reference. */
export function referredNoun(name: string): readonly string[] | undefined {
  const words = wordsOf(name);
  return words.length > 1 && /^(id|ids|uuid|uuids)$/.test(words.at(-1) ?? "")
    ? words.slice(0, -1)
    : undefined;
}

function singularOf(word: string): string {
  if (/(news|status|series|address)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.replace(/es$/, "");
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
