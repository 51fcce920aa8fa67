import type { ImportDeclarationStructure, StatementStructures } from "ts-morph";
import { type ShapesModel, shapesOf } from "../../api-model/shapes.ts";
import type { TypeExpression, UnionType } from "../../api-model/type-model.ts";
import { RUNTIME_PACKAGE } from "../../names/runtime-symbols.ts";
import { camelName } from "../../names/words.ts";
import type {
  EventsPart,
  PackageModel,
  ResourcePackage,
  UmbrellaPackage,
  WebhooksPackage,
} from "../../partition/package-model.ts";
import { commentText } from "../../printer/comments.ts";
import type { TypeScriptFile } from "../../printer/generated-file.ts";
import { literal } from "../../printer/literals.ts";
import { StructureKind } from "../../printer/structure-kind.ts";
import { constantOf } from "../../printer/type-declarations.ts";

/**
 * `src/shapes.ts`: where responses contain enums and unions, for programs that watch for unknown values. It is a separate
 * module, so that other programs do not include it.
 */
export function emitShapes(model: PackageModel): readonly TypeScriptFile[] {
  const statements = model.kind === "umbrella" ? mergedShapes(model) : ownShapes(model);
  return [
    { kind: "typescript", path: `${model.folder}/src/shapes.ts`, statements: [TYPE_IMPORT, ...statements] },
  ];
}

const TYPE_IMPORT: ImportDeclarationStructure = {
  kind: StructureKind.ImportDeclaration,
  moduleSpecifier: `${RUNTIME_PACKAGE}/unknown`,
  isTypeOnly: true,
  namedImports: [{ name: "Shapes" }],
};

function ownShapes(model: ResourcePackage | WebhooksPackage): readonly StatementStructures[] {
  const { operations, types } = model.kind === "webhooks" ? eventShapes(model) : responseShapes(model);
  return [
    shapesConstant(
      model,
      `{\n  operations: ${literal(operations, "  ")},\n  types: ${literal(types, "  ")},\n}`,
    ),
  ];
}

function responseShapes({ api, resources, events }: ResourcePackage): ShapesModel {
  const operations = resources.flatMap(({ resource }) => resource.operations);
  const withJson = operations.filter(({ response }) => response.kind === "json" || response.kind === "any");
  const roots = withJson.map(({ id, response }) => [id, response.type] as const);
  const union = events === undefined ? [] : eventUnion(events);
  return shapesOf([...api.types, ...union], [...roots, ...union.map(rootOf)]);
}

/** The shape of the union of all events, under its name, because there is no operation. */
function eventShapes(model: WebhooksPackage): ShapesModel {
  const union = eventUnion(model);
  return shapesOf([...model.api.types, ...union], union.map(rootOf));
}

/** The union of all events as a type. Empty if nothing distinguishes them. */
function eventUnion({ union, webhooks, discriminator }: EventsPart): readonly UnionType[] {
  if (discriminator === undefined) return [];
  const members = webhooks.map(({ type }) => type);
  const base = { kind: "union", docs: {}, place: ["webhooks"], direction: "response" } as const;
  return [{ ...base, name: union, members, discriminator }];
}

function rootOf({ name }: UnionType): readonly [id: string, type: TypeExpression] {
  return [name, { kind: "reference", name }];
}

/** The shapes of all packages. Types with the same name are copies, so one of them is enough. */
function mergedShapes(model: UmbrellaPackage): readonly StatementStructures[] {
  const { packages } = model;
  const names = localNames(packages);
  const imports = packages.map(
    ({ name }, index): ImportDeclarationStructure => ({
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: `${name}/shapes`,
      namedImports: [{ name: "shapes", alias: names[index] ?? "" }],
    }),
  );
  const spread = (part: keyof ShapesModel) =>
    `  ${part}: {\n${names.map((name) => `    ...${name}.${part},\n`).join("")}  },\n`;
  return [...imports, shapesConstant(model, `{\n${spread("operations")}${spread("types")}}`)];
}

/** `salesShapes`, with a number if two folders have the same words. */
function localNames(packages: readonly ResourcePackage[]): readonly string[] {
  const names: string[] = [];
  for (const { folder } of packages) {
    const name = `${camelName(folder)}Shapes`;
    names.push(names.includes(name) ? `${name}${names.length}` : name);
  }
  return names;
}

function shapesConstant({ runtime }: PackageModel, initializer: string): StatementStructures {
  const doc = commentText({
    summary: `Where responses contain enums and unions, for \`watchUnknown\` of \`${runtime.module}/unknown\`.`,
  });
  return constantOf("shapes", doc, initializer, "Shapes");
}
