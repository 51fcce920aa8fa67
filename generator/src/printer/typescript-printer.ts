import {
  type ImportSpecifierStructure,
  IndentationText,
  type MethodDeclarationStructure,
  NewLineKind,
  type OptionalKind,
  type ParameterDeclarationStructure,
  Project,
  type StatementStructures,
  StructureKind,
  type TypeAliasDeclarationStructure,
  type VariableStatementStructure,
} from "ts-morph";
import { codeStyle } from "./code-style.ts";
import type { TypeScriptFile } from "./generated-file.ts";
import { headerComment, type TextStyle } from "./text-style.ts";

declare module "ts-morph" {
  interface Project {
    /** The printers of `createSourceFile`, which would also parse what they print. ts-morph does not declare them. */
    readonly _context: {
      readonly structurePrinterFactory: {
        forSourceFile(options: { readonly isAmbient: boolean }): {
          printText(writer: CodeBlockWriter, file: Pick<SourceFileStructure, "statements">): void;
        };
      };
    };
  }
}

const LINE_WIDTH = 110;

/** Files that were printed before: their statements and their style as JSON, and their text. By path. */
export type PrintedFiles = Map<string, { readonly input: string; readonly text: string }>;

/** Prints structures with ts-morph, without a program or a syntax tree, and works around its limitations. */
export class TypeScriptPrinter {
  readonly #printed: PrintedFiles;
  readonly #style: TextStyle;
  readonly #project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      newLineKind: NewLineKind.LineFeed,
      insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: true,
    },
  });

  /** @param printed Files with the same statements are not printed again, because ts-morph is slow. */
  constructor(style: TextStyle, printed: PrintedFiles) {
    this.#style = style;
    this.#printed = printed;
  }

  print(file: TypeScriptFile): string {
    const input = keyOf(file, this.#style);
    if (input === undefined) return this.#print(file);
    const known = this.#printed.get(file.path);
    if (known?.input === input) return known.text;
    const text = this.#print(file);
    this.#printed.set(file.path, { input, text });
    return text;
  }

  #print(file: TypeScriptFile): string {
    const statements = file.statements.flatMap((statement, index) => {
      const previous = file.statements[index - 1];
      const printable = workedAround(statement);
      if (previous !== undefined && sameBlock(previous, statement)) return [printable];
      return typeof printable === "string" ? [`\n${printable}`] : ["\n", printable];
    });
    const writer = this.#project.createWriter();
    const printer = this.#project._context.structurePrinterFactory.forSourceFile({ isAmbient: false });
    printer.printText(writer, { statements: [headerComment(this.#style), ...statements] });
    const text = writer
      .toString()
      .replace(/\n{3,}/g, "\n\n")
      .replace(/ \{\n\}/g, " {}");
    return codeStyle(text.trimStart(), this.#style);
  }
}

/** Statements and style as JSON. `undefined` if they contain functions that write, whose text is not known before. */
function keyOf({ statements }: TypeScriptFile, style: TextStyle): string | undefined {
  let hasFunctions = false;
  const key = JSON.stringify({ statements, style }, (_name, value: unknown) => {
    hasFunctions ||= typeof value === "function";
    return value;
  });
  return hasFunctions ? undefined : key;
}

/** There is no blank line between imports or between re-exports. */
function sameBlock(a: StatementStructures | string, b: StatementStructures | string): boolean {
  if (typeof a === "string" || typeof b === "string" || a.kind !== b.kind) return false;
  return a.kind === StructureKind.ImportDeclaration || a.kind === StructureKind.ExportDeclaration;
}

/**
 * ts-morph indents continuation lines of initializers and aliases too far, and prints all imported names on one line. These
 * statements are passed to it as strings.
 */
function workedAround(statement: StatementStructures | string): StatementStructures | string {
  if (typeof statement === "string") return statement;
  switch (statement.kind) {
    case StructureKind.VariableStatement:
      return variableText(statement);
    case StructureKind.TypeAlias:
      return aliasText(statement);
    case StructureKind.ImportDeclaration:
      return namesText("import", statement.isTypeOnly, statement.namedImports, statement.moduleSpecifier);
    case StructureKind.ExportDeclaration:
      if (statement.namedExports === undefined) return statement;
      return namesText("export", statement.isTypeOnly, statement.namedExports, statement.moduleSpecifier);
    case StructureKind.Class:
      return withMultilineDocs({ ...statement, methods: (statement.methods ?? []).map(brokenMethod) });
    case StructureKind.Function:
      return withMultilineDocs(brokenSignature(statement, `export function ${statement.name ?? ""}`));
    default:
      return withMultilineDocs(statement);
  }
}

type Method = OptionalKind<MethodDeclarationStructure>;
type Signature = Pick<Method, "parameters" | "returnType">;

function brokenMethod(method: Method): Method {
  const modifiers = `${method.isStatic === true ? "static " : ""}${method.isAsync === true ? "async " : ""}`;
  const start = `  ${modifiers}${method.name}`;
  const { overloads } = method;
  return {
    ...brokenSignature(method, start),
    ...(overloads !== undefined && { overloads: overloads.map((each) => brokenSignature(each, start)) }),
  };
}

/**
 * ts-morph prints parameters on one line. If that is too long, they are passed to it as one parameter whose name contains all of
 * them, one per line.
 */
function brokenSignature<Callable extends Signature>(callable: Callable, start: string): Callable {
  const parameters = (callable.parameters ?? []).map(parameterText);
  const line = `${start}(${parameters.join(", ")}): ${String(callable.returnType)} {`;
  if (line.length <= LINE_WIDTH || parameters.length === 0) return callable;
  return { ...callable, parameters: [{ name: `\n${parameters.map((text) => `${text},\n`).join("")}` }] };
}

function parameterText({
  name,
  hasQuestionToken,
  type,
  initializer,
}: OptionalKind<ParameterDeclarationStructure>): string {
  const value = initializer === undefined ? "" : ` = ${String(initializer)}`;
  return `${name}${hasQuestionToken === true ? "?" : ""}: ${String(type)}${value}`;
}

function namesText(
  keyword: string,
  typeOnly: boolean | undefined,
  names: unknown,
  module: string | undefined,
): string {
  const texts = (Array.isArray(names) ? names : []).map((name: string | ImportSpecifierStructure) => {
    if (typeof name === "string") return name;
    const alias = name.alias === undefined ? "" : ` as ${name.alias}`;
    return `${name.isTypeOnly === true ? "type " : ""}${name.name}${alias}`;
  });
  const start = `${keyword}${typeOnly === true ? " type" : ""}`;
  const line = `${start} { ${texts.join(", ")} } from ${JSON.stringify(module)};`;
  if (line.length <= LINE_WIDTH) return line;
  return `${start} {\n${texts.map((text) => `  ${text},\n`).join("")}} from ${JSON.stringify(module)};`;
}

function variableText(statement: VariableStatementStructure): string {
  const [declaration] = statement.declarations;
  if (declaration === undefined) return "";
  const type = declaration.type === undefined ? "" : `: ${String(declaration.type)}`;
  const exported = statement.isExported === true ? "export " : "";
  return `${docText(statement.docs)}${exported}const ${declaration.name}${type} = ${String(declaration.initializer)};`;
}

function aliasText(statement: TypeAliasDeclarationStructure): string {
  const type = String(statement.type);
  const exported = statement.isExported === true ? "export " : "";
  return `${docText(statement.docs)}${exported}type ${statement.name} =${type.startsWith("\n") ? "" : " "}${type};`;
}

function docText(docs: VariableStatementStructure["docs"]): string {
  const text = docs?.map(String).join("\n\n") ?? "";
  if (text === "") return "";
  if (!text.includes("\n")) return `/** ${text} */\n`;
  const lines = text.split("\n").map((line) => (line === "" ? " *" : ` * ${line}`));
  return `/**\n${lines.join("\n")}\n */\n`;
}

/** Starts multi-line comments on a separate line, which ts-morph does only on request. */
function withMultilineDocs<Structure extends object>(structure: Structure): Structure {
  return Object.fromEntries(
    Object.entries(structure).map(([key, value]) => {
      if (key === "docs" && Array.isArray(value)) return [key, value.map(ownLine)];
      if (Array.isArray(value) && MEMBER_LISTS.has(key)) {
        return [key, value.map((member: object) => withMultilineDocs(member))];
      }
      return [key, value];
    }),
  ) as Structure;
}

const MEMBER_LISTS = new Set(["properties", "methods", "ctors", "indexSignatures"]);

function ownLine(doc: unknown): unknown {
  return typeof doc === "string" && doc.includes("\n") && !doc.startsWith("\n") ? `\n${doc}` : doc;
}
