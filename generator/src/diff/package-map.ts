import { resourceName } from "../api-model/index.ts";
import { groupBy } from "../groups.ts";
import type { PackageModel } from "../partition/index.ts";
import { exportsOf } from "../surface/package-surface.ts";

/** The contents of packages, by folder. */
export interface PackageMap {
  readonly resources: { readonly [resource: string]: string };
  /** The names that each package exports, sorted. */
  readonly exports: { readonly [folder: string]: readonly string[] };
  /** The folders of the packages to which each feature adds something. Absent: unknown. */
  readonly features?: { readonly [feature: string]: readonly string[] };
  readonly webhooks?: string;
  readonly umbrella?: string;
}

/** The contents of packages. */
export function packageMap(packages: readonly PackageModel[]): PackageMap {
  const entries = packages.flatMap((own) =>
    own.kind === "resources"
      ? own.resources.map(({ resource }) => [resourceName(resource), own.folder] as const)
      : [],
  );
  const webhooks = packages.find(
    (own) => own.kind === "webhooks" || (own.kind === "resources" && own.events !== undefined),
  )?.folder;
  const umbrella = packages.find(({ kind }) => kind === "umbrella")?.folder;
  return {
    resources: Object.fromEntries(entries),
    exports: Object.fromEntries(packages.map((own) => [own.folder, exportsOf(own)])),
    features: foldersByFeature(packages),
    ...(webhooks !== undefined && { webhooks }),
    ...(umbrella !== undefined && { umbrella }),
  };
}

function foldersByFeature(packages: readonly PackageModel[]): NonNullable<PackageMap["features"]> {
  const entries = packages.flatMap(({ folder, additions }) =>
    additions.features.map((feature) => ({ feature, folder })),
  );
  const groups = groupBy(entries, ({ feature }) => feature);
  return Object.fromEntries(
    [...groups].map(([feature, own]) => [feature, own.map(({ folder }) => folder)] as const),
  );
}
