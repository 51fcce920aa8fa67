import CodeBlockWriter from "code-block-writer";
import type { WriterFunction } from "ts-morph";
import { INDENT } from "./indentation.ts";

/** The maximum length of a line. */
export const LINE_WIDTH = 110;

const OPTIONS = { indentNumberOfSpaces: INDENT.length } as const;

/** Text of a structure: a string, or a function that writes it. */
export function writtenText(value: string | WriterFunction | undefined): string {
  if (typeof value !== "function") return value ?? "";
  const writer = new CodeBlockWriter(OPTIONS);
  value(writer);
  return writer.toString();
}

/** True if code may have a template literal, whose lines must stay as they are. Most backticks are in comments. */
function hasTemplate(text: string): boolean {
  if (!text.includes("`")) return false;
  let isComment = false;
  return text.split("\n").some((line) => {
    const start = line.trimStart();
    isComment ||= start.startsWith("/**");
    const end = isComment ? line.indexOf("*/") : 0;
    if (end === -1) return false;
    const code = isComment ? line.slice(end + 2) : line;
    isComment = false;
    return code.includes("`") && !start.startsWith("//");
  });
}

/** Text whose lines are one level deeper. Lines in template literals stay as they are. */
export function indented(text: string): string {
  if (!hasTemplate(text)) return text.replace(/^(?=[^\n])/gm, INDENT);
  const writer = new CodeBlockWriter(OPTIONS);
  return writer.setIndentationLevel(1).write(text).toString();
}

/** Text whose lines after the first one are one level deeper. */
export function hanging(text: string): string {
  if (!text.includes("\n")) return text;
  if (!hasTemplate(text)) return text.replace(/\n(?=[^\n])/g, `\n${INDENT}`);
  const writer = new CodeBlockWriter(OPTIONS);
  return writer.hangingIndent(() => writer.write(text)).toString();
}

/** Braces around lines. */
export function block(lines: string): string {
  return lines === "" ? "{\n}" : `{\n${indented(lines)}${lines.endsWith("\n") ? "" : "\n"}}`;
}

/** A doc comment, on one line if its text has one. */
export function commentOf(text: string): string {
  if (!text.includes("\n")) return `/** ${text} */`;
  const lines = text.replace(/^\n/, "").split("\n");
  return `/**\n${lines.map((line) => (line === "" ? " *" : ` * ${line}`)).join("\n")}\n */`;
}
