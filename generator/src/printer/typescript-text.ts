import type { StatementStructures } from "ts-morph";
import { codeStyle } from "./code-style.ts";
import type { TypeScriptFile } from "./generated-file.ts";
import { statementText } from "./statement-text.ts";
import { StructureKind } from "./structure-kind.ts";
import { headerComment, type TextStyle } from "./text-style.ts";

/** The text of a file of TypeScript: a comment, and statements with blank lines between them. */
export function typescriptText({ statements }: TypeScriptFile, style: TextStyle): string {
  const texts = statements.map((statement, index) => {
    const previous = statements[index - 1];
    const separator = previous !== undefined && areTogether(previous, statement) ? "\n" : "\n\n";
    return `${separator}${statementText(statement)}`;
  });
  const text = `${headerComment(style)}${texts.join("")}\n`
    .replace(/\n{3,}/g, "\n\n")
    .replaceAll(" {\n}", " {}")
    .trim();
  return codeStyle(`${text}\n`, style);
}

/** There is no blank line between imports or between re-exports. */
function areTogether(a: StatementStructures | string, b: StatementStructures | string): boolean {
  if (typeof a === "string" || typeof b === "string" || a.kind !== b.kind) return false;
  return a.kind === StructureKind.ImportDeclaration || a.kind === StructureKind.ExportDeclaration;
}
