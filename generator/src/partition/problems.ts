import type { PackageConfig } from "../config/index.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { ResourcePackage, UmbrellaPackage } from "./package-model.ts";

/** Reports a client that has the name of another export of its package. */
export function clientProblems(model: ResourcePackage | UmbrellaPackage): readonly Diagnostic[] {
  const { client, folder } = model;
  const packages = model.kind === "umbrella" ? model.packages : [model];
  const names = packages.flatMap(({ models, resources }) => [
    ...models.map(({ name }) => name),
    ...resources.flatMap(({ resource, types }) => [resource.className, ...types.map(({ name }) => name)]),
  ]);
  return names.includes(client) ? [diagnostic("client-name-clash", { client, folder })] : [];
}

/** Reports resources that are not in exactly one package, and unknown resources of packages. */
export function membershipProblems(
  folders: { readonly [folder: string]: PackageConfig },
  tags: readonly string[],
): readonly Diagnostic[] {
  const entries = Object.entries(folders);
  const foldersOf = (tag: string) =>
    entries.filter(([, { resources }]) => resources.includes(tag)).map(([folder]) => folder);
  const known = tags.join(", ");
  return [
    ...entries.flatMap(([folder, { resources }]) =>
      resources
        .filter((tag) => !tags.includes(tag))
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
