import type { ImportDeclarationStructure } from "ts-morph";
import { RUNTIME_PACKAGE } from "../names/runtime-symbols.ts";
import { StructureKind } from "./structure-kind.ts";

/**
 * An import from a module of the runtime, wherever the package has its runtime from.
 *
 * @param entry The module: `testing` for `@copilot-sdk/runtime/testing`.
 */
export function runtimeImport(
  entry: string,
  { values = [], types = [] }: { readonly values?: readonly string[]; readonly types?: readonly string[] },
): ImportDeclarationStructure {
  const names = [
    ...values.map((name) => ({ name, isTypeOnly: false })),
    ...types.map((name) => ({ name, isTypeOnly: values.length > 0 })),
  ];
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: `${RUNTIME_PACKAGE}/${entry}`,
    isTypeOnly: values.length === 0,
    namedImports: names.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
