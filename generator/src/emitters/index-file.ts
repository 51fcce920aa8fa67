import { type ExportDeclarationStructure, StructureKind } from "ts-morph";
import type {
  ResourceFile,
  ResourcePackage,
  UmbrellaPackage,
  WebhooksPackage,
} from "../model/package-model.ts";
import type { NamedType } from "../model/type-model.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import {
  ENUM_SYMBOLS,
  RUNTIME_PACKAGE,
  RUNTIME_TYPES,
  RUNTIME_VALUES,
  SESSIONS_MODULE,
  WEBHOOK_TYPES,
  WEBHOOK_VALUES,
  WEBHOOKS_MODULE,
} from "../printer/runtime-symbols.ts";

/** `src/index.ts`: the public surface of a package, name by name. */
export function emitIndex(
  model: ResourcePackage | UmbrellaPackage | WebhooksPackage,
): readonly TypeScriptFile[] {
  const own = surfaceOf(model);
  const declared = new Set(own.flatMap(({ values, types }) => [...values, ...types]));
  const passedOn = (name: string) =>
    !declared.has(name) && (model.kind !== "webhooks" || ENUM_SYMBOLS.includes(name));
  const runtime: Surface = {
    module: RUNTIME_PACKAGE,
    values: RUNTIME_VALUES.filter(passedOn),
    types: RUNTIME_TYPES.filter(passedOn),
  };
  const statements = [...own, runtime].flatMap(exportsOf);
  return [{ kind: "typescript", path: `${model.folder}/src/index.ts`, statements }];
}

/** What one module gives to the surface. */
interface Surface {
  readonly module: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

function surfaceOf(model: ResourcePackage | UmbrellaPackage | WebhooksPackage): readonly Surface[] {
  switch (model.kind) {
    case "resources":
      return packageSurface(model);
    case "webhooks":
      return [eventSurface(model), ...receiverSurfaces(model)];
    case "umbrella":
      return [
        { module: "./client.js", values: ["api", model.client], types: [] },
        ...withoutRepeats([...sessionSurface(model), ...model.packages.map(resourceSurface)]),
      ];
  }
}

function packageSurface({ client, models, resources }: ResourcePackage): readonly Surface[] {
  const shared = namesOfTypes(models);
  return [
    { module: "./client.js", values: ["api", client], types: [] },
    ...(models.length === 0 ? [] : [{ module: "./models.js", ...shared }]),
    ...resources.map((file) => ({ module: `./resources/${file.file}.js`, ...namesOfResource(file) })),
  ];
}

/** Everything of a package but its own client and facts. */
function resourceSurface(model: ResourcePackage): Surface {
  const surfaces = packageSurface(model).slice(1);
  return {
    module: model.name,
    values: [model.client, ...surfaces.flatMap(({ values }) => values)],
    types: surfaces.flatMap(({ types }) => types),
  };
}

/** A type that several packages have a copy of is passed on from the first. */
function withoutRepeats(surfaces: readonly Surface[]): readonly Surface[] {
  const seen = new Set<string>();
  const fresh = (name: string) => !seen.has(name) && seen.add(name) !== undefined;
  return surfaces.map(({ module, values, types }) => ({
    module,
    values: values.filter(fresh),
    types: types.filter(fresh),
  }));
}

function namesOfResource({ resource, types }: ResourceFile): Pick<Surface, "values" | "types"> {
  const own = namesOfTypes(types);
  const operations = resource.operations.flatMap(({ id, upload }) => [
    id,
    ...(upload === undefined ? [] : [upload.id]),
  ]);
  const params = resource.operations.flatMap(({ params, upload }) =>
    [params?.name ?? [], upload?.params?.name ?? []].flat(),
  );
  return { values: [resource.className, ...operations, ...own.values], types: [...own.types, ...params] };
}

/** An enum is a type and a value of the same name, which one export of the value passes on. */
function namesOfTypes(types: readonly NamedType[]): Pick<Surface, "values" | "types"> {
  const enums = types.filter(({ kind }) => kind === "enum").map(({ name }) => name);
  const others = types.filter(({ kind }) => kind !== "enum").map(({ name }) => name);
  return { values: enums, types: [...others, ...enums.map((name) => `Known${name}`)] };
}

function eventSurface({ types, union }: WebhooksPackage): Surface {
  const own = namesOfTypes(types);
  return {
    module: "./events.js",
    values: [...own.values, `${union}Type`],
    types: [...own.types, union, `Known${union}`, `Known${union}Type`],
  };
}

/** What it takes to receive events. */
function receiverSurfaces({ receiver }: WebhooksPackage): readonly Surface[] {
  if (receiver === undefined) return [];
  return [
    { module: "./receiver.js", values: ["createWebhookHandler", "webhooks"], types: [] },
    { module: WEBHOOKS_MODULE, values: WEBHOOK_VALUES, types: WEBHOOK_TYPES },
  ];
}

/** The types alone: code that reads tokens is in a module of its own, for those who need it. */
function sessionSurface({ sessions }: UmbrellaPackage): readonly Surface[] {
  if (sessions === undefined) return [];
  return [
    { module: "./session.js", values: [], types: namesOfTypes(sessions.types).types },
    { module: SESSIONS_MODULE, values: [], types: ["SessionOptions"] },
  ];
}

function exportsOf({ module, values, types }: Surface): readonly ExportDeclarationStructure[] {
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
