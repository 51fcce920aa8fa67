/** A character that identifiers may contain, though not all may be the first. */
export const IDENTIFIER_PART = /^[\p{ID_Continue}$]$/u;

/**
 * Text as it is written, but with one spelling of each letter, so that equal words are equal names. Invisible characters and
 * marks without a letter are removed. Numbers such as `²` become digits.
 */
export function readable(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Me}]/gu, "")
    .replace(/[\p{No}\p{Nl}]/gu, (number) => number.normalize("NFKC"))
    .replace(/(?<![\p{L}\p{M}\p{Nd}])\p{M}+/gu, "");
}

/** Splits text at changes of case and at everything but letters and digits. Marks, as in Hindi, are part of their letters. */
export function wordsIn(text: string): string[] {
  return text
    .replace(/(\p{Ll}\p{M}*|\p{Nd})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}\p{M}*)(\p{Lu}\p{M}*\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{M}\p{Nd}]+/u)
    .filter((word) => word !== "");
}
