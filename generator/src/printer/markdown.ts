import { oneLine } from "./comments.ts";

/** Plain text on one line in which nothing is markup, also in a table cell; code in backticks stays code. */
export function markdownText(text: string): string {
  return oneLine(text)
    .replaceAll("\\", "\\\\")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replace(/[[\]]/g, "\\$&");
}

/** Inline code, also in a table cell, with as many backticks around it as it needs. */
export function markdownCode(text: string): string {
  const line = oneLine(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return longest === 0 ? mark + line + mark : `${mark} ${line} ${mark}`;
}

/** The lines of a code block; nothing in them can end it. */
export function markdownBlock(text: string): string {
  return text.replaceAll("```", "` ` `");
}

/** A sentence about a change, in which names are marked as code: they stay code, and nothing else in it is markup. */
export function markdownSentence(sentence: string): string {
  return sentence
    .split(CODE)
    .map((part) => (CODE.test(part) ? part : escapedSentence(part)))
    .join("");
}

/** A name that is marked as code: one backtick on each side, and none within. */
const CODE = /((?<!`)`(?!`)[^`]+(?<!`)`(?!`))/;

function escapedSentence(text: string): string {
  return text
    .replace(/[\\`[\]]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}
