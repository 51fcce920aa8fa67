import type { NamedType, PackageModel, ResourceModel } from "../model/index.ts";

/** What of an API is in which package, by their folders. */
export interface PackageMap {
  readonly resources: { readonly [resource: string]: string };
  /** The names that each package exports, sorted. */
  readonly exports: { readonly [folder: string]: readonly string[] };
  readonly webhooks?: string;
  readonly umbrella?: string;
}

/** The map of the packages that a model was divided into. */
export function packageMap(packages: readonly PackageModel[]): PackageMap {
  const entries = packages.flatMap((own) =>
    own.kind === "resources" ? own.resources.map(({ resource }) => [resource.name, own.folder] as const) : [],
  );
  const webhooks = packages.find(({ kind }) => kind === "webhooks")?.folder;
  const umbrella = packages.find(({ kind }) => kind === "umbrella")?.folder;
  return {
    resources: Object.fromEntries(entries),
    exports: Object.fromEntries(packages.map((own) => [own.folder, exportsOf(own)])),
    ...(webhooks !== undefined && { webhooks }),
    ...(umbrella !== undefined && { umbrella }),
  };
}

/** The names that a package exports, sorted. */
export function exportsOf(own: PackageModel): readonly string[] {
  return [...new Set(namesOf(own))].sort();
}

function namesOf(own: PackageModel): readonly string[] {
  switch (own.kind) {
    case "resources":
      return [
        own.client,
        ...own.models.flatMap(typeNames),
        ...own.resources.flatMap(({ resource, types }) => [
          ...resourceNames(resource),
          ...types.flatMap(typeNames),
        ]),
      ];
    case "umbrella":
      return [
        own.client,
        ...own.packages.flatMap(namesOf),
        ...(own.sessions === undefined ? [] : own.sessions.types.flatMap(typeNames)),
      ];
    case "webhooks":
      return [own.union, ...own.types.flatMap(typeNames)];
  }
}

function resourceNames({ className, operations }: ResourceModel): readonly string[] {
  return [
    className,
    ...operations.flatMap(({ id, params, upload }) =>
      [id, params?.name, upload?.id, upload?.params?.name].filter((name) => name !== undefined),
    ),
  ];
}

function typeNames({ kind, name }: NamedType): readonly string[] {
  return kind === "enum" ? [name, `Known${name}`] : [name];
}
