import { RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { StructureKind } from "../printer/structure-kind.ts";

/**
 * Replaces the modules of the runtime in the imports and re-exports of a file.
 *
 * @param moduleOf Tells the module for an entry of the runtime, `.` or `otel`, and the names that are imported from it.
 */
export function withRuntimeImports(
  file: TypeScriptFile,
  moduleOf: (entry: string, names: readonly string[]) => string,
): TypeScriptFile {
  const statements = file.statements.map((statement) => {
    if (typeof statement === "string") return statement;
    switch (statement.kind) {
      case StructureKind.ImportDeclaration: {
        const entry = entryOf(statement.moduleSpecifier);
        if (entry === undefined) return statement;
        return { ...statement, moduleSpecifier: moduleOf(entry, namesIn(statement.namedImports)) };
      }
      case StructureKind.ExportDeclaration: {
        const entry = entryOf(statement.moduleSpecifier);
        if (entry === undefined) return statement;
        return { ...statement, moduleSpecifier: moduleOf(entry, namesIn(statement.namedExports)) };
      }
      default:
        return statement;
    }
  });
  return { ...file, statements };
}

/** The entry of the runtime that a specifier names: `.` or `otel`. */
function entryOf(specifier: string | undefined): string | undefined {
  if (specifier === RUNTIME_PACKAGE) return ".";
  return specifier?.startsWith(`${RUNTIME_PACKAGE}/`)
    ? specifier.slice(RUNTIME_PACKAGE.length + 1)
    : undefined;
}

/** The names of an import or export, which structures have in several forms. */
function namesIn(specifiers: unknown): readonly string[] {
  if (!Array.isArray(specifiers)) throw new Error("generated code names what it imports of the runtime");
  return specifiers.map((each: string | { readonly name: string }) =>
    typeof each === "string" ? each : each.name,
  );
}
