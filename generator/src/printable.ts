/**
 * Text that a terminal shows as it is. Control characters from files and arguments could move the cursor, hide text or run commands of the
 * terminal, so they are written as JSON writes them, `\u001b`. The output of a command in JSON keeps its meaning. Text of a document is
 * escaped before it is styled, so that no document can style it.
 *
 * @param isStyled True if the text contains the styles of `coloursFor`, which are kept.
 */
export function printable(text: string, isStyled = false): string {
  if (!UNPRINTABLE.test(text)) return text;
  return text.replace(isStyled ? UNPRINTABLE_BESIDE_STYLES : ALL_UNPRINTABLE, escaped);
}

/** Control characters other than tabs and line feeds, and those that change the direction of the text after them. */
const CONTROL = "[^\\P{Cc}\\t\\n]|[\\u202a-\\u202e\\u2066-\\u2069]";
const UNPRINTABLE = new RegExp(CONTROL, "u");
const ALL_UNPRINTABLE = new RegExp(CONTROL, "gu");
const UNPRINTABLE_BESIDE_STYLES = new RegExp(`(?!\\u001b\\[(?:[12]|22|3[1-469])m)(?:${CONTROL})`, "gu");

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
