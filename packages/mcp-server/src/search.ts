import type { Catalogue, CatalogueCall } from "./catalogue.ts";

/** Finds calls by words in their names, summaries, descriptions, paths and parameters. */
export class CallSearch {
  readonly #calls: readonly IndexedCall[];
  /** In how many calls each word occurs. */
  readonly #counts = new Map<string, number>();

  constructor({ calls, resources }: Catalogue) {
    const about = new Map(resources.map(({ name, summary = "" }) => [name, summary]));
    this.#calls = calls.map((call) => ({
      call,
      weights: weightsOf(call, about.get(resourceOf(call)) ?? ""),
    }));
    for (const { weights } of this.#calls)
      for (const word of weights.keys()) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  /**
   * The calls that fit, best first. Without words: all of them, in their order.
   *
   * @param resource Only calls of this resource and of those in it.
   */
  find(query: string, resource?: string): readonly CatalogueCall[] {
    const searched =
      resource === undefined
        ? this.#calls
        : this.#calls.filter(({ call }) => call.name.startsWith(`${resource}.`));
    const words = [...new Set(wordsOf(query))];
    if (words.length === 0) return searched.map(({ call }) => call);
    const scored = searched
      .map(({ call, weights }) => ({ call, score: this.#score(words, weights) }))
      .sort((left, right) => right.score - left.score);
    // What only shares a common word with the query is left out.
    const least = (scored[0]?.score ?? 0) / 3;
    const fitting = scored.filter(({ score }) => score > 0 && score >= least).map(({ call }) => call);
    const named = fitting.filter(({ name }) => name === query.trim());
    return [...named, ...fitting.filter((call) => !named.includes(call))];
  }

  #score(words: readonly string[], weights: ReadonlyMap<string, number>): number {
    let score = 0;
    let found = 0;
    for (const word of words) {
      const others = synonymsOf(word).map((each) => this.#value(each, weights) * 0.7);
      const best = Math.max(this.#value(word, weights), ...others);
      score += best;
      if (best > 0) found += 1;
    }
    // A call with all of the words is better than one with a single word in several places.
    return score * (found / words.length);
  }

  /** The value of a word that the call has, or that one of its words starts with. A rare word is worth more. */
  #value(word: string, weights: ReadonlyMap<string, number>): number {
    const weight = weights.get(word);
    if (weight !== undefined) return weight * this.#rarity(word);
    if (word.length < 4) return 0;
    let best = 0;
    for (const [own, value] of weights)
      if (own.startsWith(word)) best = Math.max(best, (value * this.#rarity(own)) / 2);
    return best;
  }

  #rarity(word: string): number {
    return Math.log(1 + this.#calls.length / (this.#counts.get(word) ?? 1));
  }
}

interface IndexedCall {
  readonly call: CatalogueCall;
  readonly weights: ReadonlyMap<string, number>;
}

/** The resource of a call. */
export function resourceOf({ name }: Pick<CatalogueCall, "name">): string {
  return name.slice(0, name.lastIndexOf("."));
}

/** The words of a call, each with the weight of the most important place where it occurs. */
function weightsOf(call: CatalogueCall, aboutResource: string): ReadonlyMap<string, number> {
  const { name, summary = "", description = "", http, input } = call;
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const word of wordsOf(text)) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  };
  add(name, 6);
  add(summary, 4);
  add(aboutResource, 2);
  add(http.slice(http.indexOf(" ")), 2);
  add(Object.keys(input.properties ?? {}).join(" "), 1.5);
  add(description, 1);
  return weights;
}

/** The words of a text in lower case, of names such as `createFolder`, too. Those that most texts contain are left out. */
function wordsOf(text: string): readonly string[] {
  const parts = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  const words = parts.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !COMMON.has(word)).map(singular);
}

const COMMON = new Set(
  "a an and are as at be by can do for from i if in is it its me my of on or our that the their this to v1 v2 we what which with you your".split(
    " ",
  ),
);

/** Without the ending of the plural. `status` is none. */
function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** Words that people use for the same. */
const SYNONYMS = [
  ["get", "retrieve", "read", "fetch", "show", "find", "look"],
  ["list", "search", "query", "find", "get", "show", "all", "every"],
  ["create", "add", "new", "make", "insert", "post", "send", "write"],
  ["update", "edit", "change", "modify", "patch", "set", "rename"],
  ["delete", "remove", "destroy", "erase"],
  ["file", "document", "attachment"],
  ["user", "member", "person", "people"],
].map((words) => words.map(singular));

function synonymsOf(word: string): readonly string[] {
  return SYNONYMS.filter((group) => group.includes(word)).flat();
}
