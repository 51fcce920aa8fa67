import type { OutputFile } from "../output/output-file.ts";
import type { GeneratedFile } from "./generated-file.ts";
import { TemplatePrinter } from "./template-printer.ts";
import { type PrintedFiles, TypeScriptPrinter } from "./typescript-printer.ts";

/**
 * Stage 6: prints files, sorted by path.
 *
 * @param printed Files that were printed before. Those with the same statements are not printed again, because ts-morph is slow.
 */
export function printFiles(
  files: readonly GeneratedFile[],
  printed: PrintedFiles = new Map(),
): readonly OutputFile[] {
  const typescript = new TypeScriptPrinter(printed);
  const templates = new TemplatePrinter();
  const texts = files.map((file) => printFile(file, typescript, templates));
  return texts.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function printFile(
  file: GeneratedFile,
  typescript: TypeScriptPrinter,
  templates: TemplatePrinter,
): OutputFile {
  switch (file.kind) {
    case "typescript":
      return { path: file.path, text: typescript.print(file) };
    case "template":
      return { path: file.path, text: templates.print(file) };
    case "text":
      return { path: file.path, text: file.text };
    case "json": {
      const text = `${JSON.stringify(file.value, null, 2)}\n`;
      return { path: file.path, text, ...(file.keep !== undefined && { keep: file.keep }) };
    }
  }
}
