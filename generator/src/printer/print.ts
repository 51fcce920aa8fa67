import type { OutputFile } from "../output/output-file.ts";
import { codeStyle } from "./code-style.ts";
import type { GeneratedFile, TextFile } from "./generated-file.ts";
import { INDENT } from "./indentation.ts";
import { type OwnTemplates, TemplatePrinter } from "./template-printer.ts";
import type { TextStyle } from "./text-style.ts";
import { typescriptText } from "./typescript-text.ts";

/** Options for printing files. */
export interface PrintOptions {
  readonly style?: TextStyle;
  readonly templates?: OwnTemplates;
}

/** Prints a file. */
export type FilePrinter = (file: GeneratedFile) => OutputFile;

/**
 * Stage 6: a function that prints files.
 *
 * @throws {DiagnosticError} if a template of the owner is invalid.
 */
export function filePrinter({ style = {}, templates: own = {} }: PrintOptions = {}): FilePrinter {
  const templates = new TemplatePrinter({ templates: own, indent: style.indent ?? INDENT });
  return (file) => printFile(file, { style, templates });
}

interface Printers {
  readonly style: TextStyle;
  readonly templates: TemplatePrinter;
}

function printFile(file: GeneratedFile, { style, templates }: Printers): OutputFile {
  switch (file.kind) {
    case "typescript":
      return { path: file.path, text: typescriptText(file, style) };
    case "template":
      return { path: file.path, text: templates.print(file) };
    case "text":
      return { path: file.path, text: styledText(file, style) };
    case "json": {
      const text = `${JSON.stringify(file.value, null, style.indent ?? INDENT)}\n`;
      return { path: file.path, text, ...(file.keep !== undefined && { keep: file.keep }) };
    }
  }
}

/** Sources of the runtime are text, and have the same style as the code that imports them. */
function styledText({ path, text }: TextFile, style: TextStyle): string {
  return path.endsWith(".ts") ? codeStyle(text, style) : text;
}
