/** A name that is marked as code: one backtick on each side, and none within. */
const CODE = /((?<!`)`(?!`)[^`]+(?<!`)`(?!`))/;

/** A sentence about a change as Markdown: names stay code as they are, and nothing else in it is markup. */
export function markdownText(sentence: string): string {
  return sentence
    .split(CODE)
    .map((part) => (CODE.test(part) ? part : escaped(part)))
    .join("");
}

function escaped(text: string): string {
  return text
    .replace(/[\\`[\]]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}
