import { paramsNames } from "../api-model/params-types.ts";
import type { NamedType } from "../api-model/type-model.ts";
import {
  ENUM_SYMBOLS,
  RUNTIME_PACKAGE,
  RUNTIME_TYPES,
  RUNTIME_VALUES,
  STREAM_TYPES,
  STREAM_VALUES,
  STREAMS_MODULE,
  TYPED_ERRORS,
} from "../names/runtime-symbols.ts";
import type {
  PackageModel,
  ResourceFile,
  ResourcePackage,
  UmbrellaPackage,
} from "../partition/package-model.ts";

/** The names that a package exports from one module. */
export interface Surface {
  readonly module: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** All exports of a package by module: its own names, then those of the runtime. */
export function surfaceOf(model: PackageModel): readonly Surface[] {
  const own = ownSurface(model);
  const declared = new Set(own.flatMap(namesIn));
  const isReExported = (name: string) =>
    !declared.has(name) && (model.kind !== "webhooks" || ENUM_SYMBOLS.includes(name));
  const runtime = {
    module: RUNTIME_PACKAGE,
    values: RUNTIME_VALUES.filter(isReExported),
    types: RUNTIME_TYPES.filter(isReExported),
  };
  return [...own, runtime, ...streamSurface(model, isReExported)];
}

/** Exports for programs with streams, if the package has one. */
function streamSurface(model: PackageModel, isReExported: (name: string) => boolean): readonly Surface[] {
  const packages = model.kind === "umbrella" ? model.packages : model.kind === "resources" ? [model] : [];
  const operations = packages.flatMap((own) => own.resources.flatMap(({ resource }) => resource.operations));
  if (!operations.some(({ call }) => call.kind === "streamed")) return [];
  return [
    {
      module: STREAMS_MODULE,
      values: STREAM_VALUES.filter(isReExported),
      types: STREAM_TYPES.filter(isReExported),
    },
  ];
}

/** The names that a package exports, sorted. Those of additional modules start with the name of the module: `zod/Order`. */
export function exportsOf(model: PackageModel): readonly string[] {
  const added = model.additions.modules.flatMap((module) =>
    module.exports.map((name) => `${module.name}/${name}`),
  );
  return [...new Set([...surfaceOf(model).flatMap(namesIn), ...added])].sort();
}

/** The names that types declare. An enum declares two: its own and that of its known values. */
export function declaredNames(types: readonly NamedType[]): readonly string[] {
  return namesIn(namesOfTypes(types));
}

function namesIn({ values, types }: Pick<Surface, "values" | "types">): readonly string[] {
  return [...values, ...types];
}

function ownSurface(model: PackageModel): readonly Surface[] {
  const added = model.additions.exports;
  switch (model.kind) {
    case "resources":
      return [...packageSurface(model), ...added];
    case "webhooks":
      return added;
    case "umbrella":
      return [
        clientSurface(model),
        ...errorSurface(model),
        ...withoutRepeats([...added, ...model.packages.map(resourceSurface)]),
      ];
  }
}

function clientSurface({ client, clientOptions }: ResourcePackage | UmbrellaPackage): Surface {
  return { module: "./client.js", values: ["api", client], types: [clientOptions ?? []].flat() };
}

function packageSurface(model: ResourcePackage): readonly Surface[] {
  const { models, resources } = model;
  const shared = namesOfTypes(models);
  return [
    clientSurface(model),
    ...errorSurface(model),
    ...(models.length === 0 ? [] : [{ module: "./models.js", ...shared }]),
    ...resources.map((file) => ({ module: `./resources/${file.file}.js`, ...namesOfResource(file) })),
  ];
}

/** The classes of errors with the type of their body. Without it, they come from the runtime. */
function errorSurface({ errorBody }: ResourcePackage | UmbrellaPackage): readonly Surface[] {
  return errorBody === undefined
    ? []
    : [{ module: "./errors.js", values: Object.keys(TYPED_ERRORS), types: [] }];
}

/** Re-exported by the umbrella from a package: everything except the API description and the errors, of which it has its own. */
function resourceSurface(model: ResourcePackage): Surface {
  const surfaces = [
    ...packageSurface(model).slice(1 + errorSurface(model).length),
    ...model.additions.exports,
  ];
  return {
    module: model.name,
    values: [model.client, ...surfaces.flatMap(({ values }) => values)],
    types: [...clientSurface(model).types, ...surfaces.flatMap(({ types }) => types)],
  };
}

/** A type that several packages declare is re-exported from the first. */
function withoutRepeats(surfaces: readonly Surface[]): readonly Surface[] {
  const seen = new Set<string>();
  const isFresh = (name: string) => !seen.has(name) && seen.add(name) !== undefined;
  return surfaces.map(({ module, values, types }) => ({
    module,
    values: values.filter(isFresh),
    types: types.filter(isFresh),
  }));
}

function namesOfResource({ resource, types }: ResourceFile): Pick<Surface, "values" | "types"> {
  const own = namesOfTypes(types);
  const { operations } = resource;
  const calls = operations.flatMap((operation) => [operation, ...(operation.added ?? [])]);
  return {
    values: [resource.className, ...calls.map(({ id }) => id), ...own.values],
    types: [...own.types, ...operations.flatMap(paramsNames)],
  };
}

/** An enum is a type and a value with the same name. Exporting the value exports both. */
export function namesOfTypes(types: readonly NamedType[]): Pick<Surface, "values" | "types"> {
  const enums = types.filter((type) => type.kind === "enum");
  const others = types.filter(({ kind }) => kind !== "enum");
  return {
    values: enums.map(({ name }) => name),
    types: [...others.map(({ name }) => name), ...enums.map(({ known }) => known)],
  };
}
