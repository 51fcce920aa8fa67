import { fileName, pascalName } from "./words.ts";

/**
 * A title in a sentence: `the API` for one that says nothing about it, such as `FastAPI` and `OpenAPI definition`. Without the name of the
 * document that ASP.NET Core appends: `Orders | v1`.
 */
export function titleText(title: string): string {
  return saysNothing(title) ? "the API" : title.replace(/ \| v\d[\w.]*$/, "");
}

/** True if a title has no word about the API itself. */
export function saysNothing(title: string): boolean {
  return wordsOfTitle(title) === NO_NAME;
}

/**
 * The name of an API from its title, without words that any title may have: `PetShop` for `The official Pet Shop REST API v3`, and `Api`
 * if no other word is left.
 */
export function titleName(title: string): string {
  return pascalName(wordsOfTitle(title).join(" "));
}

/** The same as the name of a folder or an npm package. Capitals within a word of a title divide nothing: `github` for `GitHub API`. */
export function titleFileName(title: string): string {
  const name = fileName(
    wordsOfTitle(title)
      .map((word) => word.toLowerCase())
      .join(" "),
  );
  return name.length <= LONGEST ? name : name.slice(0, LONGEST).replace(/-[^-]*$/, "");
}

/** npm names have at most 214 characters, of which a scope takes some. File systems allow 255. */
const LONGEST = 150;

function wordsOfTitle(title: string): readonly string[] {
  const own = title.replace(ASSEMBLY, "").trim();
  if (DEFAULTS.test(own)) return NO_NAME;
  const [first = [], ...others] = own.split(SUBTITLE).map(wordsOf);
  const words = [first, ...others].flat();
  const chosen = words.length > LONG && first.length > 0 ? first : words;
  return chosen.length > 0 ? chosen : NO_NAME;
}

const NO_NAME = ["Api"];
/** The suffix that .NET appends to the name of a program. */
const ASSEMBLY = /, Version=\d.*$/;
/** Titles that frameworks and their guides give to any API, and that say nothing about this one. */
const DEFAULTS =
  /^(fast ?api|ninja(extra)?api|litestar api|generated api|swagger (api|ui|documentation|docs)|(my|your|sample|example) api( title)?|l5[ -]?swagger( ui)?)$/i;
const SUBTITLE = /\s+[-–—]\s+/;
/** Maximum number of words of a title that is used whole. A longer title is cut at its first dash. */
const LONG = 4;

function wordsOf(text: string): readonly string[] {
  const all = text
    .replaceAll(POSSESSIVE, "")
    .split(/[\s:–—/|()[\]]+/)
    .map((word) => word.replace(SUFFIX, ""));
  const isSaid = (word: string) => !GENERIC.test(word) && !VERSION.test(word);
  const words = all.filter(
    (word, index) => isSaid(word) && !(CONNECTING.test(word) && !isSaid(all[index - 1] ?? "-")),
  );
  return /[\p{L}\p{Nd}]/u.test(words.join("")) ? words : [];
}

/** The suffixes of files and programs: `Catalog.API`, `orders.proto`. */
const SUFFIX = /(?<=[\p{L}\p{N}])\.((web)?api|proto)$/iu;

/** `'s` of `Acme's API`. */
const POSSESSIVE = /(?<=\p{L})['’]s(?![\p{L}\p{N}])/giu;
const GENERIC =
  /^(the|a|an|official|public|apis?|rest|restful|http|open-?api|spec|specs|specification|definition|description|documentation|docs|reference)$/i;
/** Follows a generic word: `API for Acme`. */
const CONNECTING = /^(for|of|by|from)$/i;
const VERSION = /^(v\d+([._]\d+)*|\d+([._]\d+)+|version)[,;]?$/i;
