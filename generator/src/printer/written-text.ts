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

/** Text whose lines are one level deeper. Lines in template literals stay as they are. */
export function indented(text: string): string {
  if (!text.includes("`")) return text.replace(/^(?=[^\n])/gm, INDENT);
  const writer = new CodeBlockWriter(OPTIONS);
  return writer.setIndentationLevel(1).write(text).toString();
}

/** Text whose lines after the first one are one level deeper. */
export function hanging(text: string): string {
  if (!text.includes("\n")) return text;
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
