import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { Additions } from "../partition/additions.ts";
import type { PackageModel, ResourcePackage } from "../partition/index.ts";
import type { CallParts } from "../printer/call-part.ts";
import type { ClientPart } from "../printer/client-part.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import type { FeatureAbilities } from "../printer/package-variables.ts";
import type { AddedPackage, Feature } from "./kit/feature.ts";

/** Packages with the additions of features, and the problems that the features found. */
export interface ExtendedPackages {
  readonly packages: readonly PackageModel[];
  /** The packages that features write next to them. */
  readonly added: readonly AddedPackage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Adds the additions of features to the surface and the manifests of packages, and the features' own packages. */
export function extendPackages(
  packages: readonly PackageModel[],
  features: readonly Feature[],
): ExtendedPackages {
  const added = packages.map((pack) => ({ ...pack, additions: additionsOf(pack, features) }));
  // An umbrella re-exports what its packages export, with their additions.
  const extended = added.map((pack) =>
    pack.kind === "umbrella" ? { ...pack, packages: pack.packages.map(extendedIn(added)) } : pack,
  );
  const checked = features.map((feature) => ({ feature, problems: problemsOf(feature, packages) }));
  // A feature with a problem may be unable to build its packages.
  const usable = checked.filter(({ problems }) => problems.length === 0);
  const own = usable.flatMap(({ feature }) =>
    (feature.packages?.(extended) ?? []).map((pack) => ({ feature: feature.name, pack })),
  );
  return {
    packages: extended,
    added: own.map(({ pack }) => pack),
    diagnostics: [
      ...checked.flatMap(({ problems }) => problems),
      ...repeatedModules(extended),
      ...takenPlaces(own, packages),
    ],
  };
}

function problemsOf(feature: Feature, packages: readonly PackageModel[]): readonly Diagnostic[] {
  return packages.flatMap((pack) =>
    (feature.check?.(pack) ?? []).map((problem) =>
      diagnostic("feature-problem", { feature: feature.name, folder: pack.folder, problem }),
    ),
  );
}

function additionsOf(pack: PackageModel, features: readonly Feature[]): Additions {
  const all = features.map(({ name, ...feature }) => ({
    name,
    modules: feature.modules?.(pack) ?? [],
    exports: feature.exports?.(pack) ?? [],
    manifest: [feature.manifest?.(pack) ?? []].flat(),
  }));
  return {
    features: all
      .filter(({ modules, exports, manifest }) => modules.length + exports.length + manifest.length > 0)
      .map(({ name }) => name),
    types: features.flatMap((feature) => feature.types?.(pack) ?? []),
    modules: all.flatMap(({ modules }) => modules),
    exports: all.flatMap(({ exports }) => exports),
    manifest: all.flatMap(({ manifest }) => manifest),
  };
}

/** Finds the package with its additions. */
function extendedIn(packages: readonly PackageModel[]): (pack: ResourcePackage) => ResourcePackage {
  return (pack) =>
    packages.find((own): own is ResourcePackage => own.kind === "resources" && own.folder === pack.folder) ??
    pack;
}

/** The files of features for a package. */
export async function emitFeatures(
  pack: PackageModel,
  features: readonly Feature[],
): Promise<readonly GeneratedFile[]> {
  const files = await Promise.all(features.map(async (feature) => (await feature.emit?.(pack)) ?? []));
  return files.flat();
}

/** Additions of features to the class of a package's client. */
export async function clientParts(
  pack: PackageModel,
  features: readonly Feature[],
): Promise<readonly ClientPart[]> {
  const parts = await Promise.all(features.map((feature) => feature.client?.(pack)));
  return parts.filter((part) => part !== undefined);
}

/** Additions of features to the files of a package's resources. */
export async function callParts(
  pack: PackageModel,
  features: readonly Feature[],
): Promise<readonly CallParts[]> {
  const parts = await Promise.all(features.map((feature) => feature.calls?.(pack)));
  return parts.filter((part) => part !== undefined);
}

/** Markdown texts about features. */
export async function abilitiesAdded(
  pack: PackageModel,
  features: readonly Feature[],
): Promise<FeatureAbilities> {
  return Object.assign({}, ...(await Promise.all(features.map((feature) => feature.abilities?.(pack)))));
}

/** Feature packages with the folder or the name of another package. */
function takenPlaces(
  own: readonly { readonly feature: string; readonly pack: AddedPackage }[],
  packages: readonly PackageModel[],
): readonly Diagnostic[] {
  const all = [...packages, ...own.map(({ pack }) => pack)];
  return own.flatMap(({ feature, pack: { name, folder } }) => {
    const others = all.filter((each) => each.folder === folder || each.name === name);
    const problem = `another package has the folder \`${folder}\` or the name \`${name}\` of its package`;
    return others.length === 1 ? [] : [diagnostic("feature-problem", { feature, folder, problem })];
  });
}

/** Modules that two features add. */
function repeatedModules(packages: readonly PackageModel[]): readonly Diagnostic[] {
  return packages.flatMap(({ folder, additions }) => {
    const names = additions.modules.map(({ name }) => name);
    const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return [...repeated].map((name) =>
      diagnostic("feature-problem", {
        feature: name,
        folder,
        problem: `two features have a module named \`${name}\``,
      }),
    );
  });
}
