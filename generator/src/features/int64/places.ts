import type { StatementStructures } from "ts-morph";
import { Int64Finder } from "../../api-model/int64-places.ts";
import { INT64_EXPORTS, INT64_MODULE } from "../../names/runtime-symbols.ts";
import type { ResourcePackage, WebhooksPackage } from "../../partition/package-model.ts";
import { commentText } from "../../printer/comments.ts";
import type { TypeScriptFile } from "../../printer/generated-file.ts";
import { Imports } from "../../printer/imports.ts";
import { placesName, placesText } from "../../printer/int64-text.ts";
import { StructureKind } from "../../printer/structure-kind.ts";
import { constantOf } from "../../printer/type-declarations.ts";
import { rootsOf } from "./roots.ts";

/**
 * `src/int64.ts`: the locations of exact 64-bit integers in types. Each type is a separate constant, so that a bundle has only those
 * of its operations.
 */
export function emitInt64(model: ResourcePackage | WebhooksPackage): readonly TypeScriptFile[] {
  const { api, folder } = model;
  if (api.int64 === undefined) return [];
  const imports = new Imports({ declared: [] });
  const type = imports.from(INT64_MODULE, "Int64Places", true);
  const types = new Int64Finder(api.types).typesFrom(rootsOf(model));
  const constants = types.map(([name, places]) =>
    constantOf(
      placesName(name),
      commentText({ summary: `Where a \`${name}\` contains 64-bit integers.` }),
      placesText(places, placesName),
      type,
    ),
  );
  const exported: StatementStructures = {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: INT64_MODULE,
    namedExports: [...INT64_EXPORTS],
  };
  return [
    {
      kind: "typescript",
      path: `${folder}/src/int64.ts`,
      statements: [...(types.length === 0 ? [] : imports.declarations()), ...constants, exported],
    },
  ];
}
