import type { YAMLException } from "js-yaml";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { PlaceOf } from "./source.ts";
import { ROOT, type YamlNodes } from "./yaml-nodes.ts";

/** The reasons of the parser that need other words. The others are used as they are. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["a line break is expected", "the text of `|` or `>` must start in the next line"],
  [
    "a whitespace character is expected after the key-value separator within a block mapping",
    "a space is missing after the colon of a key",
  ],
  ["alias node should not have any properties", "an alias cannot have an anchor or a tag"],
  [
    "bad explicit indentation width of a block scalar; it cannot be less than one",
    "the indentation after `|` or `>` must be at least 1",
  ],
  [
    "bad indentation of a mapping entry",
    "this is neither part of the value before it nor a key in the column of the others; text that contains `: ` needs quotes",
  ],
  ["bad indentation of a sequence entry", "this is not in the column of the other items of the list"],
  [
    "can not read a block mapping entry; a multiline key may not be an implicit key",
    "a key has several lines; is a colon missing in the line before?",
  ],
  ["deficient indentation", "this line must be indented more, because it continues the value before it"],
  ["directives end mark is expected", "the line --- is missing after the directives"],
  ["duplication of a tag property", "a value has two tags"],
  ["duplication of an anchor property", "a value has two anchors"],
  [
    "end of the stream or a document separator is expected",
    "this is not part of the value before it; the colon of a key needs a space after it",
  ],
  ["expected ':' after a mapping key", "the colon after a key is missing"],
  ["expected hexadecimal character", "the escape must have hexadecimal digits here"],
  ["expected the node content, but found ','", "there is no value before this comma"],
  [
    "name of an alias node must contain at least one character",
    "an alias has no name; text that starts with * needs quotes",
  ],
  [
    "name of an anchor node must contain at least one character",
    "an anchor has no name; text that starts with & needs quotes",
  ],
  ["missed comma between flow collection entries", "a comma or a closing bracket is missing before this"],
  ["unexpected end of the document within a double quoted scalar", 'a string has no closing `"`'],
  ["unexpected end of the document within a single quoted scalar", "a string has no closing `'`"],
  ["unexpected end of the stream within a double quoted scalar", 'a string has no closing `"`'],
  ["unexpected end of the stream within a flow collection", "a `[` or `{` is not closed"],
  ["unexpected end of the stream within a single quoted scalar", "a string has no closing `'`"],
  ["unexpected end of the stream within a verbatim tag", "a tag that starts with `!<` has no `>`"],
  [
    "unknown escape sequence",
    "this escape is unknown; between single quotes, a backslash is an ordinary character",
  ],
]);

/** The diagnostic for a syntax error. */
export function syntaxProblem({ reason, mark }: YAMLException, text: string, place: PlaceOf): Diagnostic {
  const offset = mark?.position ?? 0;
  const at = place(offset);
  if (reason.startsWith("nesting exceeded")) return diagnostic("nested-too-deep", {}, at);
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset + 1);
  if (reason.startsWith("tab characters") || /^ *\t/.test(line)) return diagnostic("tab-indentation", {}, at);
  const reserved = /^.*[\s:]([@`%])$/.exec(line)?.[1];
  if (reserved !== undefined)
    return diagnostic("invalid-yaml", { reason: `text that starts with ${reserved} needs quotes` }, at);
  return diagnostic("invalid-yaml", { reason: REASONS.get(reason) ?? reason }, at);
}

/** Syntax around a document that the parser accepts but a file must not contain. */
export function streamProblems(nodes: YamlNodes, place: PlaceOf): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const refuse = (reason: string, offset: number) =>
    problems.push(diagnostic("invalid-yaml", { reason }, place(offset)));
  const directives = nodes.text.slice(0, nodes.startOf(ROOT)).matchAll(/^%.*/gm);
  for (const { 0: line, index } of directives)
    if (!/^%(?:YAML\s+1\.[12]|TAG)(?=\s|$)/.test(line)) refuse(`the directive ${line} is unknown`, index);
  const separator = nodes.separator();
  if (separator !== undefined) refuse("the file has several documents", separator);
  return problems;
}
