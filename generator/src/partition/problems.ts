import type { ApiModel } from "../api-model/api-model.ts";
import { allOperations } from "../api-model/resource-tree.ts";
import type { PackageConfig, SdkConfig } from "../config/index.ts";
import { type Diagnostic, diagnostic, nearest } from "../diagnostics/index.ts";
import { EVENT_UNION } from "./event-union.ts";
import { API_CONSTANT, resourceNames, runtimeNames, typeNames } from "./export-names.ts";
import type { PackageModel, ResourcePackage, UmbrellaPackage } from "./package-model.ts";

/** Reports a client that has the name of another export of its package. */
export function clientProblems(model: ResourcePackage | UmbrellaPackage): readonly Diagnostic[] {
  const { client, folder } = model;
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const clients = model.kind === "umbrella" ? packages.map((each) => each.client) : [];
  const own = packages.flatMap(({ models, resources, callbacks, events }) => [
    ...[...models, ...(callbacks?.types ?? []), ...(events?.types ?? [])].flatMap(typeNames),
    ...(callbacks?.callbacks ?? []).map(({ callback }) => callback.typeName),
    ...resources.flatMap(({ resource, types }) => [...resourceNames(resource), ...types.flatMap(typeNames)]),
  ]);
  if ([API_CONSTANT, ...clients, ...own].includes(client))
    return [diagnostic("client-name-clash", { client, folder, isOfRuntime: false })];
  const operations = packages.flatMap(({ resources }) =>
    resources.flatMap(({ resource }) => resource.operations),
  );
  return runtimeNames(operations).includes(client)
    ? [diagnostic("client-name-clash", { client, folder, isOfRuntime: true })]
    : [];
}

/** Reports packages with the same folder, and folders outside the output folder. Many file systems do not distinguish case. */
export function folderProblems(packages: readonly PackageModel[]): readonly Diagnostic[] {
  const folders = packages.map(({ folder }) => folder);
  const places = folders.map((folder) => folder.toLowerCase());
  return [
    ...folders
      .filter((_, index) => places.indexOf(places[index] ?? "") !== index)
      .map((folder) => diagnostic("folder-of-two-packages", { folder })),
    ...folders.filter(isOutside).map((folder) => diagnostic("path-outside", { path: folder })),
  ];
}

function isOutside(folder: string): boolean {
  return folder.split("/").some((part) => ["", ".", ".."].includes(part)) || /[\\:\0]/.test(folder);
}

/** Reports resources that are not in exactly one package, and unknown resources of packages. */
export function membershipProblems(
  folders: { readonly [folder: string]: PackageConfig },
  labels: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const entries = Object.entries(folders);
  const tags = [...labels.values()];
  const foldersByTag = new Map([...labels.keys(), ...tags].map((tag) => [tag, new Set<string>()]));
  for (const [folder, { resources }] of entries)
    for (const tag of resources.flatMap((name) => [name, labels.get(name) ?? name]))
      foldersByTag.get(tag)?.add(folder);
  const foldersOf = (tag: string) => [...(foldersByTag.get(tag) ?? [])];
  const known = tags.join(", ");
  return [
    ...entries.flatMap(([folder, { resources }]) =>
      resources
        .filter((tag) => !foldersByTag.has(tag))
        .map((tag) => diagnostic("unknown-resource", { tag, folder, known })),
    ),
    ...tags
      .filter((tag) => foldersOf(tag).length === 0)
      .map((tag) => diagnostic("resource-without-package", { tag })),
    ...tags
      .filter((tag) => foldersOf(tag).length > 1)
      .map((tag: string) =>
        diagnostic("resource-in-two-packages", { tag, folders: foldersOf(tag).join(", ") }),
      ),
  ];
}

/** Reports modules for packages that do not exist. */
export function customProblems(
  packages: readonly PackageModel[],
  custom: SdkConfig["custom"] = {},
): readonly Diagnostic[] {
  const folders = packages.map(({ folder }) => folder);
  return Object.keys(custom)
    .filter((folder) => !folders.includes(folder))
    .map((folder) => diagnostic("custom-without-package", { folder, known: folders.join(", ") }));
}

/** Reports an unknown type for the body of every error, and operations whose errors have another body. */
export function errorBodyProblems(
  { types, resources }: ApiModel,
  name: string | undefined,
): readonly Diagnostic[] {
  if (name === undefined) return [];
  const names = types.map((type) => type.name);
  if (!names.includes(name)) {
    return [diagnostic("unknown-error-body", { name, suggestion: nearest(name, names) })];
  }
  return allOperations(resources).flatMap(({ id, errors }) => {
    const others = errors.filter(({ type }) => type.kind !== "reference" || type.name !== name);
    const statuses = others.map(({ status }) => status).join(", ");
    return others.length === 0 ? [] : [diagnostic("other-error-body", { id, statuses, name })];
  });
}

/** Reports events that are in no package, and a union of events without its default name. */
export function eventProblems(
  { webhooks }: ApiModel,
  packages: readonly ResourcePackage[],
  hasPackage: boolean,
): readonly Diagnostic[] {
  if (webhooks.length === 0 || hasPackage) return [];
  const union = packages.find(({ events }) => events !== undefined)?.events?.union;
  if (union === undefined) return [diagnostic("events-without-package", { count: webhooks.length })];
  return union === EVENT_UNION
    ? []
    : [diagnostic("event-union-renamed", { name: EVENT_UNION, other: union })];
}
