import { basename, join, posix, relative, sep } from "node:path";
import type { ApiModel } from "../api-model/api-model.ts";
import { hasOwnOptions } from "../api-model/client-options.ts";
import { paramsNames } from "../api-model/params-types.ts";
import { allOperations, allResources } from "../api-model/resource-tree.ts";
import type { NamedType } from "../api-model/type-model.ts";
import type { PackageConfig, ResolvedConfig } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { BuiltModel } from "../model/build-model.ts";
import { titleFileName, titleName, titleText } from "../names/titles.ts";
import { fileName } from "../names/words.ts";
import { NO_ADDITIONS } from "./additions.ts";
import { callbacksOf, eventsOf, homesInPackage, homesInPackages } from "./deliveries.ts";
import { EVENT_UNION, freeUnion } from "./event-union.ts";
import { API_CONSTANT, resourceNames, runtimeNames, typeNames } from "./export-names.ts";
import { onlyFolder } from "./folders.ts";
import { internalRange, manifestOf, type PresentVersion } from "./manifest.ts";
import type { PackageModel, ResourcePackage, UmbrellaPackage, WebhooksPackage } from "./package-model.ts";
import {
  clientProblems,
  customProblems,
  errorBodyProblems,
  eventProblems,
  folderProblems,
  membershipProblems,
} from "./problems.ts";
import { resourcesOf } from "./resource-files.ts";
import { runtimeOf, runtimeProblems } from "./runtime.ts";

export interface Partition {
  readonly packages: readonly PackageModel[];
  readonly diagnostics: readonly Diagnostic[];
}

type Shared = Pick<ResourcePackage, "api" | "apiName" | "environment" | "manifest" | "maxRetries">;

/**
 * Stage 4: divides the API into packages. A type is declared with the resource that uses it, or in `models.ts` if several
 * resources of the package do. Each package has its own copy of a type: TypeScript treats the copies as the same type,
 * so packages need not depend on each other.
 *
 * @param present Returns the versions of existing packages. Default: none exist.
 */
export function partition(
  { model, labels }: BuiltModel,
  config: ResolvedConfig,
  present: PresentVersion = () => "0.0.0",
): Partition {
  const title = titleName(model.title);
  const configured = config.umbrella?.client ?? onlyClient(config) ?? config.client;
  const apiName = configured ?? title;
  const folder = titleFileName(model.title);
  const folders = config.packages ?? {
    [onlyFolder(config, model.title)]: onePackage(model, labels, config.client ?? freeName(model, title)),
  };
  const nameOf = (folder: string) =>
    config.name ?? (config.scope === undefined ? folder : `${config.scope}/${folder}`);
  const { umbrella: whole } = config;
  const named = [
    ...Object.keys(folders).map((folder) => [folder, nameOf(folder)] as const),
    ...(whole === undefined ? [] : [[whole.folder, whole.name ?? nameOf(whole.folder)] as const]),
  ];
  const ranges = named.map(([folder, name]) => [name, internalRange(config.manifest, present(folder))]);
  const shared: Shared = {
    api: model,
    apiName,
    environment: config.environment ?? constantName(configured === undefined ? folder : fileName(apiName)),
    manifest: manifestOf(config, Object.fromEntries(ranges)),
    ...(config.maxRetries !== undefined && { maxRetries: config.maxRetries }),
  };
  const base = (folder: string, description: string, name = nameOf(folder)) => ({
    ...shared,
    name,
    folder,
    description,
    directory: posix.join(config.rootInRepository ?? basename(config.root), folder),
    ...documentOf(config, folder),
    runtime: runtimeOf(config, name, present),
    ...(config.mock !== undefined && { mock: config.mock }),
    additions: NO_ADDITIONS,
    custom: config.custom?.[folder] ?? [],
  });

  const { webhooks, umbrella } = config;
  const isAlone = webhooks === undefined && umbrella === undefined && Object.keys(folders).length === 1;
  const resourcePackages = Object.entries(folders).map(([folder, own]): ResourcePackage => {
    const files = resourcesOf(model, own.resources, { labels, fileNames: config.style?.fileNames });
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
            ...(webhooks !== undefined && { webhooks: nameOf(webhooks.folder) }),
            ...sharedErrorBody(resourcePackages),
          },
        ];
  const packages = [...resourcePackages, ...events, ...all];
  return {
    packages,
    diagnostics: [
      ...folderProblems(packages),
      ...customProblems(packages, config.custom),
      ...membershipProblems(folders, labels),
      ...errorBodyProblems(model, config.errorBody),
      ...eventProblems(model, resourcePackages, webhooks !== undefined),
      ...[...resourcePackages, ...all].flatMap(clientProblems),
      ...runtimeProblems(config),
    ],
  };
}

/** The path of the merged document, seen from a package. */
function documentOf({ root, bundle }: ResolvedConfig, folder: string): Pick<ResourcePackage, "document"> {
  return bundle === undefined ? {} : { document: relative(join(root, folder), bundle).split(sep).join("/") };
}

function onlyClient(config: ResolvedConfig): string | undefined {
  const [only, ...others] = Object.values(config.packages ?? {});
  return others.length === 0 ? only?.client : undefined;
}

/** The prefix of environment variables for a file name: `PET_SHOP`. */
function constantName(file: string): string {
  return file.replaceAll("-", "_").toUpperCase();
}

/** The title as a class name that no other export of the package has. */
function freeName({ types, resources }: ApiModel, title: string): string {
  const taken = new Set([
    API_CONSTANT,
    ...runtimeNames(allOperations(resources)),
    ...types.flatMap(typeNames),
    ...allResources(resources).flatMap(resourceNames),
  ]);
  const names = [title, `${title}Client`, `${title}ApiClient`];
  return names.find((name) => !taken.has(name)) ?? `${title}PackageClient`;
}

/** The name of the interface of a client's options, if it has its own options. */
function clientOptionsOf(model: ApiModel, client: string): Pick<ResourcePackage, "clientOptions"> {
  if (!hasOwnOptions(model)) return {};
  const operations = allOperations(model.resources);
  const taken = new Set([
    ...model.types.map(({ name }) => name),
    ...allResources(model.resources).map(({ className }) => className),
    ...operations.flatMap(paramsNames),
  ]);
  const names = [`${client}Options`, `${client}ClientOptions`, `${client}ConstructorOptions`];
  return { clientOptions: names.find((name) => !taken.has(name)) ?? `${client}OptionsOfClient` };
}

function onePackage(model: ApiModel, labels: ReadonlyMap<string, string>, client: string): PackageConfig {
  return {
    client,
    description: `A typed client for ${titleText(model.title)}.`,
    resources: [...labels.keys()],
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
