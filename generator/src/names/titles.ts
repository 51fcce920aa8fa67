import { fileName, pascalName } from "./words.ts";

/**
 * The name of an API from its title, without words that any title may have: `PetShop` for `The official Pet Shop REST API v3`, and `Api`
 * if no other word is left.
 */
export function titleName(title: string): string {
  return pascalName(wordsOfTitle(title).join(" "));
}

/** The same as the name of a folder or an npm package. Capitals within a word of a title divide nothing: `github` for `GitHub API`. */
export function titleFileName(title: string): string {
  return fileName(
    wordsOfTitle(title)
      .map((word) => word.toLowerCase())
      .join(" "),
  );
}

function wordsOfTitle(title: string): readonly string[] {
  const all = title.replaceAll(POSSESSIVE, "").split(/[\s:–—/|()[\]]+/);
  const isSaid = (word: string) => !GENERIC.test(word) && !VERSION.test(word);
  const words = all.filter(
    (word, index) => isSaid(word) && !(CONNECTING.test(word) && !isSaid(all[index - 1] ?? "-")),
  );
  return /[\p{L}\p{Nd}]/u.test(words.join("")) ? words : ["Api"];
}

/** `'s` of `Acme's API`. */
const POSSESSIVE = /(?<=\p{L})['’]s(?![\p{L}\p{N}])/giu;
const GENERIC =
  /^(the|a|an|official|public|apis?|rest|restful|http|open-?api|spec|specs|specification|definition|documentation|docs|reference)$/i;
/** Follows a generic word: `API for Acme`. */
const CONNECTING = /^(for|of|by|from)$/i;
const VERSION = /^(v\d+([._]\d+)*|\d+([._]\d+)+|version)[,;]?$/i;
