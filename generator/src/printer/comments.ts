import type { Documentation } from "../model/type-model.ts";

/** How wide the text of a comment may be. */
const WIDTH = 100;

/** What an emitter adds to a comment. All of it is text, and is escaped like the document's own. */
export interface CommentParts {
  /** Each on a line of its own. */
  readonly paragraphs?: readonly string[];
  /** What is said of the parameters, by their names. */
  readonly parameters?: readonly { readonly name: string; readonly about: string }[];
  /** Code, line by line. */
  readonly example?: readonly string[];
}

/**
 * The text of a doc comment: what it is, its facts, and warnings as tags. Ready to stand between the marks of a
 * comment: nothing in it can end the comment or be read as a tag.
 */
export function commentText(docs: Documentation, parts: CommentParts = {}): string {
  const words = [docs.summary, docs.description]
    .filter(isText)
    .filter((text, index, all) => all.indexOf(text) === index);
  const facts = (docs.facts ?? []).map((fact) => `${fact}.`).join(" ");
  const deprecated = warning("deprecated", docs.deprecated, "Will be removed from the API.");
  const preview = warning("experimental", docs.preview, "May change or go away without a major version.");
  return [
    ...withFacts(words, facts).flatMap(paragraphsOf),
    ...(parts.paragraphs ?? []).map(escapedLine),
    parameterTags(parts.parameters ?? []),
    parts.example === undefined ? "" : `@example\n${parts.example.map(escapedLine).join("\n")}`,
    [preview, deprecated].filter(isText).join("\n"),
  ]
    .filter(isText)
    .join("\n\n");
}

/** A comment of one line, marks included: `/** A text. *\/`. */
export function lineComment(text: string): string {
  return `/** ${escapeComment(oneLine(text))} */`;
}

/** The facts follow a short text on its line, and have a paragraph of their own after a long one. */
function withFacts(words: readonly string[], facts: string): readonly string[] {
  const [only, ...others] = words;
  if (facts === "" || only === undefined) return [...words, facts].filter(isText);
  if (others.length > 0 || only.includes("\n") || only.length + facts.length > WIDTH)
    return [...words, facts];
  return [`${only}${/[.!?:]$/.test(only) ? "" : "."} ${facts}`];
}

/** A documentation's text for a README or a table: one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The first sentence of what is said, on one line. */
export function headline(docs: Documentation): string {
  const text = oneLine(docs.summary ?? docs.description ?? "");
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

function warning(
  name: "deprecated" | "experimental",
  value: true | string | undefined,
  otherwise: string,
): string | undefined {
  if (value === undefined) return undefined;
  return `@${name} ${wrap(escapeComment(oneLine(value === true ? otherwise : value)))}`;
}

function parameterTags(parameters: NonNullable<CommentParts["parameters"]>): string {
  return parameters.map(({ name, about }) => `@param ${name} ${escapeComment(oneLine(about))}`).join("\n");
}

/** Text as it may stand in a comment. */
function escapeComment(text: string): string {
  return text
    .replaceAll("*/", "*\\/")
    .replace(/[\u2028\u2029]/g, " ")
    .replace(/(^|\s)@(?=\w)/g, "$1\\@");
}

function escapedLine(text: string): string {
  return escapeComment(text.replace(/[\r\n]+/g, " "));
}

function paragraphsOf(text: string): readonly string[] {
  return text
    .replace(/\r\n?/g, "\n")
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => escapeComment(paragraph).split("\n").map(wrap).join("\n"));
}

/** Breaks a line at spaces; lists and code keep their lines. */
function wrap(line: string): string {
  const text = line.trimEnd();
  if (text.length <= WIDTH) return text;
  const indentation = /^\s*(?:[-*] |\d+\. )?/.exec(text)?.[0].length ?? 0;
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = " ".repeat(indentation) + word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].join("\n");
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
