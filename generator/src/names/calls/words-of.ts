import pluralize from "pluralize";
import { remembered } from "../../remembered.ts";
import { readable, wordsIn } from "../letters.ts";
import { singular } from "../words.ts";

/** `api_keys` and `APIKeys` as `["api", "keys"]`. */
export const wordsOf = remembered((text): readonly string[] =>
  wordsIn(readable(text)).map((word) => word.toLowerCase()),
);

/** True if a word is a plural. Words with one form, such as `data`, are not. */
export const isPlural = remembered((word) => pluralize.isPlural(word) && !pluralize.isSingular(word));

/** True if two words are equal apart from their number. */
export function sameWord(one: string, other: string): boolean {
  return one === other || singular(one) === singular(other);
}

/** Removes words from a list, each once, whether they are singular or plural. */
export function withoutWords(words: readonly string[], removed: readonly string[]): readonly string[] {
  const left = [...words];
  for (const word of removed) {
    const at = left.findIndex((each) => sameWord(each, word));
    if (at !== -1) left.splice(at, 1);
  }
  return left;
}

/** True if a value has a name that any item may have: `id`. */
export function isKey(word: string): boolean {
  return KEYS.has(word.toLowerCase());
}

const KEYS = new Set(["id", "ids", "uuid", "guid", "name", "key", "slug", "token", "or"]);
