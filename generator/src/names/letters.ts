/** A character that identifiers may contain, though not all may be the first. */
export const IDENTIFIER_PART = /^[\p{ID_Continue}$]$/u;

/**
 * Text as it is written, but with one spelling of each letter, so that equal words are equal names. Invisible characters and
 * marks without a letter are removed. Numbers such as `²` become digits.
 */
export function readable(text: string): string {
  if (isAscii(text)) return text;
  return text
    .normalize("NFC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Me}]/gu, "")
    .replace(/[\p{No}\p{Nl}]/gu, (number) => number.normalize("NFKC"))
    .replace(/(?<![\p{L}\p{M}\p{Nd}])\p{M}+/gu, "");
}

/** Splits text at changes of case and at everything but letters and digits. Marks, as in Hindi, are part of their letters. */
export function wordsIn(text: string): string[] {
  const { afterSmall, lastCapital, others } = isAscii(text) ? BASIC : LETTERS;
  return text
    .replace(afterSmall, "$1 $2")
    .replace(lastCapital, "$1 $2")
    .split(others)
    .filter((word) => word !== "");
}

/** True if a text has no letters of other scripts, accents or invisible characters. */
export function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** The ends of words: before a capital after a small letter or digit, before the last of several capitals, and at other characters. */
const LETTERS = {
  afterSmall: /(\p{Ll}\p{M}*|\p{Nd})(\p{Lu})/gu,
  lastCapital: /(\p{Lu}\p{M}*)(\p{Lu}\p{M}*\p{Ll})/gu,
  others: /[^\p{L}\p{M}\p{Nd}]+/u,
};

/** The same for ASCII, whose classes of characters are much faster. Nearly all names are ASCII. */
const BASIC = {
  afterSmall: /([a-z0-9])([A-Z])/g,
  lastCapital: /([A-Z])([A-Z][a-z])/g,
  others: /[^A-Za-z0-9]+/,
};
