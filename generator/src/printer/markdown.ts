import { oneLine } from "./comments.ts";

/** Escapes text for one line of Markdown or a table cell. Code in backticks stays code, and a link to a web page a link. */
export function markdownText(text: string): string {
  return oneLine(text)
    .split(LINK)
    .map((part) => (LINK.test(part) ? part : escapedText(part)))
    .join("");
}

/** A link to a web page whose words and address need no escapes. */
const LINK = /((?<![!\\\]`])\[[^[\]\\&<|`]+\]\(https?:\/\/[\w./~#?=%+:@-]+\))/;

function escapedText(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replace(/[[\]]/g, "\\$&");
}

/**
 * Inline code, delimited by as many backticks as needed.
 *
 * @param pipe What stands for `|`. A table cell needs `\\|`, the default. Elsewhere, the backslash would be part of the code.
 */
export function markdownCode(text: string, pipe = "\\|"): string {
  const line = oneLine(text).replaceAll("|", pipe);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return longest === 0 ? mark + line + mark : `${mark} ${line} ${mark}`;
}

/** Escapes the lines of a code block, so that nothing in them can end it. */
export function markdownBlock(text: string): string {
  return text.replaceAll("```", "` ` `");
}

/** Escapes a sentence about a change. Names in backticks stay code. */
export function markdownSentence(sentence: string): string {
  return sentence
    .split(CODE)
    .map((part) => (CODE.test(part) ? part : escapedSentence(part)))
    .join("");
}

/** Inline code: one backtick on each side and none inside. */
const CODE = /((?<!`)`(?!`)[^`]+(?<!`)`(?!`))/;

function escapedSentence(text: string): string {
  return text
    .replace(/[\\`[\]]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;");
}
