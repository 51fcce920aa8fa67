import { dirname, join } from "node:path/posix";
import type { ts } from "ts-morph";
import { loadMorph } from "../printer/ts-morph.ts";

/** A module of the runtime, as far as other modules matter to it. */
export interface LinkedModule {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Link[];
  readonly reExports: readonly ReExport[];
  /** True if it contains more than re-exports. */
  readonly hasCode: boolean;
}

/** Names of another module of the runtime. */
interface Link {
  /** The path of the module, `auth/index.ts`. */
  readonly module: string;
  readonly names: readonly string[];
}

/** `export { a, type B as C } from "./module.js";` */
export interface ReExport {
  readonly module: string;
  readonly members: readonly ReExportedName[];
  /** The position of the statement in the text. */
  readonly start: number;
  readonly end: number;
  readonly isTypeOnly: boolean;
  /** The specifier as it is written, `./module.js`. */
  readonly specifier: string;
}

export interface ReExportedName {
  /** The name in the other module. */
  readonly name: string;
  /** The name in this one. */
  readonly exported: string;
  /** As it is written, `type B as C`. */
  readonly text: string;
}

/** Parses a module of the runtime. */
export function linkModule(path: string, text: string): LinkedModule {
  const { ts } = loadMorph();
  const specifierOf = (node: ts.Expression) => (ts.isStringLiteral(node) ? node.text : "");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const imports: Link[] = [];
  const reExports: ReExport[] = [];
  let hasCode = false;
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const specifier = specifierOf(statement.moduleSpecifier);
      const named = statement.importClause?.namedBindings;
      const names =
        named === undefined || !ts.isNamedImports(named) ? [] : named.elements.map((each) => nameOf(each));
      if (specifier.startsWith(".")) imports.push({ module: resolve(path, specifier), names });
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) {
      const specifier = specifierOf(statement.moduleSpecifier);
      const { exportClause } = statement;
      if (exportClause === undefined || !ts.isNamedExports(exportClause))
        throw new Error(`${path} exports everything of ${specifier}; the runtime names what it exports`);
      reExports.push({
        module: resolve(path, specifier),
        members: exportClause.elements.map((each) => ({
          name: nameOf(each),
          exported: each.name.text,
          text: each.getText(file),
        })),
        start: statement.getStart(file),
        end: statement.end,
        isTypeOnly: statement.isTypeOnly,
        specifier,
      });
    } else hasCode = true;
  }
  return { path, text, imports, reExports, hasCode };
}

function nameOf({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}

/** The source of a compiled module: `./b.js` in `a/index.ts` is `a/b.ts`. */
function resolve(from: string, specifier: string): string {
  return join(dirname(from), specifier).replace(/\.js$/, ".ts");
}
