import { pascalName } from "./words.ts";

/**
 * The name of an API from its title, without words that any title may have: `PetShop` for `The official Pet Shop REST API v3`, and `Api`
 * if no other word is left.
 */
export function titleName(title: string): string {
  const words = title
    .split(/[\s:–—/|()[\]]+/)
    .filter((word) => !GENERIC.test(word) && !VERSION.test(word))
    .join(" ");
  return pascalName(/[\p{L}\p{Nd}]/u.test(words) ? words : "Api");
}

const GENERIC =
  /^(the|a|an|official|public|apis?|rest|restful|http|open-?api|spec|specs|specification|definition|documentation|docs|reference)$/i;
const VERSION = /^(v\d+([._]\d+)*|\d+([._]\d+)+|version)[,;]?$/i;
