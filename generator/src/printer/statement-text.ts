import type {
  ImportSpecifierStructure,
  StatementStructures,
  TypeAliasDeclarationStructure,
  VariableStatementStructure,
} from "ts-morph";
import { classText, functionText, interfaceText } from "./declaration-text.ts";
import { ALIAS, CLASS, CONSTANT, EXPORT, FUNCTION, hasOnly, IMPORT, INTERFACE } from "./printed-members.ts";
import { StructureKind, VariableDeclarationKind } from "./structure-kind.ts";
import { morphText } from "./ts-morph.ts";
import { commentOf, LINE_WIDTH, writtenText } from "./written-text.ts";

/**
 * The text of a statement. ts-morph takes longer to load than everything else that a small document needs, so the structures that
 * packages consist of become text here. ts-morph prints all others, such as enums, namespaces and classes with decorators.
 */
export function statementText(statement: StatementStructures | string): string {
  return typeof statement === "string" ? statement : (commonText(statement) ?? morphText(statement));
}

function commonText(statement: StatementStructures): string | undefined {
  switch (statement.kind) {
    case StructureKind.Class:
      return hasOnly(statement, CLASS) ? classText(statement) : undefined;
    case StructureKind.Interface:
      return hasOnly(statement, INTERFACE) ? interfaceText(statement) : undefined;
    case StructureKind.Function:
      return hasOnly(statement, FUNCTION) ? functionText(statement) : undefined;
    case StructureKind.VariableStatement:
      return isConstant(statement) ? constantText(statement) : undefined;
    case StructureKind.TypeAlias:
      return hasOnly(statement, ALIAS) ? aliasText(statement) : undefined;
    case StructureKind.ImportDeclaration: {
      const { isTypeOnly, namedImports, moduleSpecifier } = statement;
      if (!hasOnly(statement, IMPORT) || !Array.isArray(namedImports)) return undefined;
      return namesText(isTypeOnly === true ? "import type" : "import", namedImports, moduleSpecifier);
    }
    case StructureKind.ExportDeclaration: {
      const { isTypeOnly, namedExports, moduleSpecifier } = statement;
      if (!hasOnly(statement, EXPORT) || !Array.isArray(namedExports) || moduleSpecifier === undefined)
        return undefined;
      return namesText(isTypeOnly === true ? "export type" : "export", namedExports, moduleSpecifier);
    }
    default:
      return undefined;
  }
}

/** Names in braces, on one line if they fit. */
function namesText(start: string, names: readonly unknown[], module: string): string {
  const texts = names.map((each) => {
    if (typeof each !== "object" || each === null) return String(each);
    const { name, alias, isTypeOnly } = each as ImportSpecifierStructure;
    return `${isTypeOnly === true ? "type " : ""}${name}${alias === undefined ? "" : ` as ${alias}`}`;
  });
  const line = `${start} { ${texts.join(", ")} } from ${JSON.stringify(module)};`;
  if (line.length <= LINE_WIDTH) return line;
  return `${start} {\n${texts.map((text) => `  ${text},\n`).join("")}} from ${JSON.stringify(module)};`;
}

function isConstant(statement: VariableStatementStructure): boolean {
  const { declarationKind = VariableDeclarationKind.Const, declarations } = statement;
  return (
    hasOnly(statement, CONSTANT) &&
    declarationKind === VariableDeclarationKind.Const &&
    declarations.length === 1
  );
}

function constantText({ docs, isExported, declarations: [declaration] }: VariableStatementStructure): string {
  if (declaration === undefined) return "";
  const { name, type, initializer } = declaration;
  const annotation = type === undefined ? "" : `: ${writtenText(type)}`;
  const exported = isExported === true ? "export " : "";
  return `${docText(docs)}${exported}const ${name}${annotation} = ${writtenText(initializer)};`;
}

function aliasText({ docs, isExported, name, type: written }: TypeAliasDeclarationStructure): string {
  const type = writtenText(written);
  const exported = isExported === true ? "export " : "";
  return `${docText(docs)}${exported}type ${name} =${type.startsWith("\n") ? "" : " "}${type};`;
}

/** One comment. */
function docText(docs: VariableStatementStructure["docs"]): string {
  const text = docs?.map((doc) => (typeof doc === "object" ? "" : writtenText(doc))).join("\n\n") ?? "";
  return text === "" ? "" : `${commentOf(text)}\n`;
}
