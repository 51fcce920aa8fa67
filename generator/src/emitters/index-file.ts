import type { ExportDeclarationStructure } from "ts-morph";
import type { PackageModel } from "../partition/package-model.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { StructureKind } from "../printer/structure-kind.ts";
import { type Surface, surfaceOf } from "../surface/package-surface.ts";

/** `src/index.ts`: the public surface of a package, name by name. */
export function emitIndex(model: PackageModel): readonly TypeScriptFile[] {
  const statements = [...surfaceOf(model).flatMap(exportsFrom), ...model.custom.map(exportsOfCustom)];
  return [{ kind: "typescript", path: `${model.folder}/src/index.ts`, statements }];
}

function exportsFrom({ module, values, types }: Surface): readonly ExportDeclarationStructure[] {
  const names = [
    ...values.map((name) => ({ name, isTypeOnly: false })),
    ...types.map((name) => ({ name, isTypeOnly: true })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (names.length === 0) return [];
  const typeOnly = values.length === 0;
  return [
    {
      kind: StructureKind.ExportDeclaration,
      moduleSpecifier: module,
      isTypeOnly: typeOnly,
      namedExports: typeOnly ? names.map(({ name }) => name) : names,
    },
  ];
}

/** The exports of a module that is not generated are unknown here. */
function exportsOfCustom(module: string): ExportDeclarationStructure {
  return { kind: StructureKind.ExportDeclaration, moduleSpecifier: `./${module}.js` };
}
