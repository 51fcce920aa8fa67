import type { Documentation } from "../api-model/type-model.ts";

/** The maximum line length of comments. */
const WIDTH = 100;

/** Additions to a comment. All of them are escaped like text of the document. */
export interface CommentParts {
  /** Each is a separate paragraph. */
  readonly paragraphs?: readonly string[];
  /** Documentation of the parameters. */
  readonly parameters?: readonly { readonly name: string; readonly about: string }[];
  /** Lines of code. */
  readonly example?: readonly string[];
}

/**
 * The text of a doc comment: documentation, facts, and warnings as tags. It is escaped: nothing in it can end the comment or
 * start a tag.
 */
export function commentText(docs: Documentation, parts?: CommentParts): string {
  return parts === undefined && isUndocumented(docs) ? "" : textOf(docs, parts ?? {});
}

/** True if there is nothing to say, as about very many properties. */
function isUndocumented({ summary, description, facts, deprecated, preview }: Documentation): boolean {
  return (summary ?? description ?? facts ?? deprecated ?? preview) === undefined;
}

function textOf(docs: Documentation, parts: CommentParts): string {
  const words = [docs.summary, docs.description]
    .filter(isText)
    .filter((text, index, all) => all.indexOf(text) === index);
  const facts = (docs.facts ?? []).map((fact) => `${fact}.`).join(" ");
  const deprecated = warning("deprecated", docs.deprecated, "Will be removed from the API.");
  const preview = warning("experimental", docs.preview, "May change or be removed without a major version.");
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

/** A one-line comment, including its delimiters: `/** A text. *\/`. */
export function lineComment(text: string): string {
  return `/** ${escapeComment(oneLine(text))} */`;
}

/** Appends the facts to a short text, or adds them as a paragraph after a long one. */
function withFacts(words: readonly string[], facts: string): readonly string[] {
  const [only, ...others] = words;
  if (facts === "" || only === undefined) return [...words, facts].filter(isText);
  if (others.length > 0 || only.includes("\n") || only.length + facts.length > WIDTH)
    return [...words, facts];
  return [`${only}${/[.!?:]$/.test(only) ? "" : "."} ${facts}`];
}

/** Text on one line, for a README or a table. */
export function oneLine(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, " ").trim();
}

/** The first sentence of the documentation, on one line. */
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

/** Escapes text for a comment. */
function escapeComment(text: string): string {
  if (!ESCAPED.test(text)) return text;
  return text
    .replaceAll("*/", "*\\/")
    .replace(/[\u2028\u2029]/g, " ")
    .replace(/(^|\s)@(?=\w)/g, "$1\\@");
}

/** A character that is, or may be, escaped. Most texts have none. */
const ESCAPED = /[@\u2028\u2029]|\*\//;

function escapedLine(text: string): string {
  return escapeComment(text.replace(/[\r\n]+/g, " "));
}

function paragraphsOf(text: string): readonly string[] {
  if (!/[\r\n]/.test(text)) return [wrap(escapeComment(text.trim()))];
  return text
    .replace(/\r\n?/g, "\n")
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => wrapped(escapeComment(paragraph).split("\n")).join("\n"));
}

/** Wraps the lines of a paragraph. A row of a table must be one line, and a table ends with its paragraph. */
function wrapped(lines: readonly string[]): readonly string[] {
  const dashes = lines.findIndex((line) => DELIMITER_ROW.test(line));
  const table = dashes > 0 && lines[dashes - 1]?.includes("|") ? dashes - 1 : lines.length;
  return lines.map((line, index) => (index < table ? wrap(line) : line.trimEnd()));
}

/** The row between the head and the body of a table: `|---|:-:|`. */
const DELIMITER_ROW = /^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*$/;

/** Wraps a line at spaces. */
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
