import { memberName, pascalName } from "../../names/words.ts";

/** The spelling of a word in names, from a Stainless configuration. */
export type Casings = ReadonlyMap<string, { readonly camel: string; readonly pascal: string }>;

/** The words that Stainless writes in capitals. */
const INITIALISMS =
  "3ds ach acl ai api ats cpu crm db dns e2e eeoc gb gpu hd hris html http https id ip iso jsonl kb kyb kyc lfs mb mp3 mp4 nft saml sdk sku sms ss ssh sso url".split(
    " ",
  );

/** The casings of `custom_casings`, and the entries that have no effect. */
export function readCasings(custom: Readonly<Record<string, unknown>>): {
  readonly casings: Casings;
  readonly unused: readonly string[];
} {
  const casings = new Map(INITIALISMS.map((word) => [word, initialism(word)]));
  const unused: string[] = [];
  for (const [word, written] of Object.entries(custom)) {
    const { initialism: isInitialism, camel, pascal } = Object(written) as Readonly<Record<string, unknown>>;
    const key = word.toLowerCase();
    if (isInitialism === true) casings.set(key, initialism(key));
    else if (isInitialism === false) casings.delete(key);
    else if (typeof camel === "string" && typeof pascal === "string") casings.set(key, { camel, pascal });
    else unused.push(`\`custom_casings.${word}\``);
  }
  return { casings, unused };
}

/** `get_by_id` as Stainless writes it in TypeScript: `getByID`. */
export function stainlessMember(text: string, casings: Casings): string {
  const [first = "", ...others] = wordsOf(text);
  const [underscores = ""] = /^_*/.exec(text) ?? [];
  const start = casings.get(first.toLowerCase())?.camel ?? first.charAt(0).toLowerCase() + first.slice(1);
  return identifierOr(
    underscores + start + others.map((word) => capital(word, casings)).join(""),
    memberName(text),
  );
}

/** `api_token` as Stainless writes it in TypeScript: `APIToken`. */
export function stainlessPascal(text: string, casings: Casings): string {
  const own = casings.get(text.toLowerCase())?.pascal;
  const words = wordsOf(text).map((word) => capital(word, casings));
  return own ?? identifierOr(words.join(""), pascalName(text));
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{M}\p{N}]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).filter((word) => word !== "");
}

function capital(word: string, casings: Casings): string {
  const key = word.toLowerCase();
  const singular = casings.get(key.replace(/s$/, ""))?.pascal;
  return (
    casings.get(key)?.pascal ??
    (singular === undefined ? word.charAt(0).toUpperCase() + word.slice(1) : `${singular}s`)
  );
}

function initialism(word: string) {
  return { camel: word, pascal: word.toUpperCase() };
}

function identifierOr(name: string, other: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : other;
}
