import { basename, join, relative, sep } from "node:path";
import type { ApiModel, OperationModel } from "../api-model/api-model.ts";
import { hasOwnOptions } from "../api-model/client-options.ts";
import { paramsNames, paramsTypes } from "../api-model/params-types.ts";
import type { NamedType, TypeExpression } from "../api-model/type-model.ts";
import type { PackageConfig, ResolvedConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { BuiltModel } from "../model/build-model.ts";
import { RUNTIME_TYPES, RUNTIME_VALUES } from "../names/runtime-symbols.ts";
import { fileName, fileNames, pascalName } from "../names/words.ts";
import { callbacksOf, eventsOf, homesInPackage, homesInPackages } from "./deliveries.ts";
import { EVENT_UNION, freeUnion } from "./event-union.ts";
import { manifestOf } from "./manifest.ts";
import type { PackageModel, ResourcePackage, UmbrellaPackage, WebhooksPackage } from "./package-model.ts";
import { clientProblems, errorBodyProblems, eventProblems, membershipProblems } from "./problems.ts";
import { typesOf } from "./types-of.ts";

export interface Partition {
  readonly packages: readonly PackageModel[];
  readonly diagnostics: readonly Diagnostic[];
}

type Shared = Pick<ResourcePackage, "api" | "apiName" | "environment" | "manifest">;

/**
 * Stage 4: divides the API into packages. A type is declared with the resource that uses it, or in `models.ts` if several
 * resources of the package do. Each package has its own copy of a type: TypeScript treats the copies as the same type,
 * so packages need not depend on each other.
 */
export function partition({ model, tags }: BuiltModel, config: ResolvedConfig): Partition {
  const title = titleName(model.title);
  const apiName = config.umbrella?.client ?? onlyClient(config) ?? title;
  const folders = config.packages ?? { [fileName(title)]: onePackage(model, tags, freeName(model, title)) };
  const shared: Shared = {
    api: model,
    apiName,
    environment: config.environment ?? fileName(apiName).replaceAll("-", "_").toUpperCase(),
    manifest: manifestOf(config.manifest),
  };
  const base = (folder: string, description: string, name?: string) => ({
    ...shared,
    name: name ?? (config.scope === undefined ? folder : `${config.scope}/${folder}`),
    folder,
    description,
    directory: `${basename(config.root)}/${folder}`,
    document: relative(join(config.root, folder), config.bundle).split(sep).join("/"),
  });

  const { webhooks, umbrella } = config;
  const isAlone = webhooks === undefined && umbrella === undefined && Object.keys(folders).length === 1;
  const resourcePackages = Object.entries(folders).map(([folder, own]): ResourcePackage => {
    const files = resourcesOf(model, own.resources, tags);
    const callbacks = callbacksOf(model, files);
    return {
      kind: "resources",
      ...base(folder, own.description),
      client: own.client,
      ...clientOptionsOf(model, own.client),
      ...files,
      ...errorBodyOf(files, config.errorBody),
      ...(callbacks !== undefined && { callbacks }),
      ...(isAlone &&
        model.webhooks.length > 0 && {
          events: {
            union: freeUnion(model, own.client),
            ...eventsOf(model, homesInPackage({ ...files, callbacks })),
          },
        }),
    };
  });
  const events: readonly WebhooksPackage[] =
    webhooks === undefined
      ? []
      : [
          {
            kind: "webhooks",
            ...base(webhooks.folder, webhooks.description),
            union: webhooks.union ?? EVENT_UNION,
            ...eventsOf(model, homesInPackages(resourcePackages)),
          },
        ];
  const all: readonly UmbrellaPackage[] =
    umbrella === undefined
      ? []
      : [
          {
            kind: "umbrella",
            ...base(umbrella.folder, umbrella.description, umbrella.name),
            client: umbrella.client,
            ...clientOptionsOf(model, umbrella.client),
            packages: resourcePackages,
            ...sharedErrorBody(resourcePackages),
            ...sessionsOf(model),
          },
        ];
  return {
    packages: [...resourcePackages, ...events, ...all],
    diagnostics: [
      ...membershipProblems(folders, [...tags.values()]),
      ...errorBodyProblems(model, config.errorBody),
      ...eventProblems(model, resourcePackages, webhooks !== undefined),
      ...[...resourcePackages, ...all].flatMap(clientProblems),
    ],
  };
}

function onlyClient(config: ResolvedConfig): string | undefined {
  const [only, ...others] = Object.values(config.packages ?? {});
  return others.length === 0 ? only?.client : undefined;
}

/** `PetShop` for `Pet Shop API`. `Api` if no other word is left. */
function titleName(title: string): string {
  const words = title.replace(/\bAPI\b/gi, " ");
  return pascalName(/[\p{L}\p{Nd}]/u.test(words) ? words : "Api");
}

/** The title as a class name that no type, resource or export of the runtime has. */
function freeName({ types, resources }: ApiModel, title: string): string {
  const own = [...types.map(({ name }) => name), ...resources.map(({ className }) => className)];
  const taken: readonly string[] = [...own, ...RUNTIME_VALUES, ...RUNTIME_TYPES];
  return taken.includes(title) ? `${title}Client` : title;
}

/** The name of the interface of a client's options, if it has options of its own. */
function clientOptionsOf(model: ApiModel, client: string): Pick<ResourcePackage, "clientOptions"> {
  if (!hasOwnOptions(model)) return {};
  const operations = model.resources.flatMap((resource) => resource.operations);
  const taken = new Set([
    ...model.types.map(({ name }) => name),
    ...model.resources.map(({ className }) => className),
    ...operations.flatMap(paramsNames),
  ]);
  const names = [`${client}Options`, `${client}ClientOptions`, `${client}ConstructorOptions`];
  return { clientOptions: names.find((name) => !taken.has(name)) ?? `${client}OptionsOfClient` };
}

function onePackage(model: ApiModel, tags: ReadonlyMap<string, string>, client: string): PackageConfig {
  return { client, description: `A typed client for ${model.title}.`, resources: [...tags.values()] };
}

function resourcesOf(model: ApiModel, wanted: readonly string[], tags: ReadonlyMap<string, string>) {
  const resources = model.resources.filter(({ name }) => wanted.includes(tags.get(name) ?? name));
  const users = new Map<string, Set<string>>();
  for (const resource of resources) {
    for (const type of typesOf(model, resource.operations.flatMap(expressionsOf))) {
      users.set(type.name, (users.get(type.name) ?? new Set()).add(resource.name));
    }
  }
  const usedOnlyBy = (type: NamedType, name: string) =>
    users.get(type.name)?.size === 1 && users.get(type.name)?.has(name);
  const files = fileNames(resources.map(({ name }) => name));
  return {
    resources: resources.map((resource, index) => ({
      resource,
      file: files[index] ?? "",
      types: model.types.filter((type) => usedOnlyBy(type, resource.name)),
    })),
    models: model.types.filter((type) => (users.get(type.name)?.size ?? 0) > 1),
  };
}

/** The module that declares the type of the body of every error, if an operation of the package uses it. */
function errorBodyOf(
  { resources, models }: Pick<ResourcePackage, "resources" | "models">,
  type: string | undefined,
): Pick<ResourcePackage, "errorBody"> {
  const declares = ({ types }: { readonly types: readonly NamedType[] }) =>
    types.some(({ name }) => name === type);
  const file = resources.find(declares)?.file;
  const path = declares({ types: models }) ? "models" : file && `resources/${file}`;
  return type === undefined || path === undefined ? {} : { errorBody: { type, module: `./${path}.js` } };
}

/** The same for an umbrella: the first package that declares the type. */
function sharedErrorBody(packages: readonly ResourcePackage[]): Pick<UmbrellaPackage, "errorBody"> {
  const owner = packages.find(({ errorBody }) => errorBody !== undefined);
  return owner?.errorBody === undefined
    ? {}
    : { errorBody: { type: owner.errorBody.type, module: owner.name } };
}

function sessionsOf(model: ApiModel): Pick<UmbrellaPackage, "sessions"> {
  const { sessionToken: token } = model;
  if (token?.payload.kind !== "reference") return {};
  return { sessions: { token, payload: token.payload.name, types: typesOf(model, [token.payload]) } };
}

function expressionsOf(operation: OperationModel): readonly TypeExpression[] {
  const properties = [
    ...operation.pathParameters,
    ...paramsTypes(operation).flatMap((params) => params.properties),
  ];
  const { response, call, errors } = operation;
  const items = call.kind === "streamed" ? [call.item] : [];
  const received = [response.type, ...items, ...errors.map(({ type }) => type)];
  return [...properties.map(({ type }) => type), ...received];
}
