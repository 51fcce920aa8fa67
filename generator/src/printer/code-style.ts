import type { ts } from "ts-morph";
import { INDENT, reindented } from "./indentation.ts";
import { loadMorph } from "./ts-morph.ts";

/** The code style. */
export interface CodeStyle {
  /** One level of indentation. Default: two spaces. */
  readonly indent?: string;
  /** The extensions of imported files. Default: `.js`. */
  readonly extensions?: ".js" | ".ts" | "none";
}

/** Rewrites code that has two spaces for each level, and imports with `.js`. Strings and templates stay as they are. */
export function codeStyle(text: string, { indent = INDENT, extensions = ".js" }: CodeStyle): string {
  const imported =
    extensions === ".js" ? text : withExtensions(text, extensions === "none" ? "" : extensions);
  return indent === INDENT ? imported : withIndent(imported, indent);
}

/** Replaces the extensions of relative imports and re-exports. */
function withExtensions(text: string, extension: string): string {
  const { ts } = loadMorph();
  let result = text;
  for (const { fileName, pos } of ts.preProcessFile(text, true, true).importedFiles.toReversed()) {
    if (!/^\.{1,2}\/.*\.js$/.test(fileName)) continue;
    // The position is that of the quote.
    const start = pos + 1;
    const changed = fileName.replace(/\.js$/, extension);
    result = result.slice(0, start) + changed + result.slice(start + fileName.length);
  }
  return result;
}

function withIndent(text: string, indent: string): string {
  const inTemplates = linesInTemplates(text);
  let isExample = false;
  const lines = text.split("\n").map((line, index) => {
    if (inTemplates.has(index)) return line;
    const written = reindented(line, indent);
    const comment = /^\s*\* ?/.exec(written)?.[0];
    if (comment === undefined || written.includes("*/")) isExample = false;
    else if (/^\s*\* @/.test(written)) isExample = written.includes("* @example");
    // The code of an example is indented, too.
    return isExample && comment !== undefined
      ? comment + reindented(written.slice(comment.length), indent)
      : written;
  });
  return lines.join("\n");
}

/** The indexes of the lines that begin inside a template literal. */
function linesInTemplates(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  if (!text.includes("`")) return lines;
  const { ts } = loadMorph();
  const isTemplateText = (node: ts.Node): boolean =>
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node);
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022);
  const visit = (node: ts.Node): void => {
    if (isTemplateText(node)) {
      const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
      const last = file.getLineAndCharacterOfPosition(node.end).line;
      for (let line = first + 1; line <= last; line += 1) lines.add(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}
