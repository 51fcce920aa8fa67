import type { ResourcePackage } from "../partition/package-model.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { Imports } from "../printer/imports.ts";
import { typeDeclarations } from "../printer/type-declarations.ts";
import { declaredNames } from "../surface/package-surface.ts";

/** `src/models.ts`: the types that several resources of the package use. No file if there are none. */
export function emitModels(model: ResourcePackage): readonly TypeScriptFile[] {
  if (model.models.length === 0) return [];
  const imports = new Imports({ declared: declaredNames(model.models) });
  const declarations = model.models.flatMap((type) => typeDeclarations(type, imports));
  return [
    {
      kind: "typescript",
      path: `${model.folder}/src/models.ts`,
      statements: [...imports.declarations(), ...declarations],
    },
  ];
}
