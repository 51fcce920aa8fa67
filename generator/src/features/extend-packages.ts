import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import type { PackageModel } from "../partition/index.ts";
import type { GeneratedFile } from "../printer/generated-file.ts";
import type { Feature } from "./kit/feature.ts";

/** Packages with the additions of features, and the problems that these found. */
export interface ExtendedPackages {
  readonly packages: readonly PackageModel[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Adds what features add to the surface and the manifests of packages. */
export function extendPackages(
  packages: readonly PackageModel[],
  features: readonly Feature[],
): ExtendedPackages {
  const extended = packages.map((pack): PackageModel => {
    const manifest = features.flatMap((feature) => feature.manifest?.(pack) ?? []);
    const modules = features.flatMap((feature) => feature.modules?.(pack) ?? []);
    const exports = features.flatMap((feature) => feature.exports?.(pack) ?? []);
    return { ...pack, additions: { modules, exports, manifest } };
  });
  const diagnostics = features.flatMap((feature) =>
    packages.flatMap((pack) =>
      (feature.check?.(pack) ?? []).map((problem) =>
        diagnostic("feature-problem", { feature: feature.name, folder: pack.folder, problem }),
      ),
    ),
  );
  return { packages: extended, diagnostics: [...diagnostics, ...repeatedModules(extended)] };
}

/** The files of features for a package. */
export async function emitFeatures(
  pack: PackageModel,
  features: readonly Feature[],
): Promise<readonly GeneratedFile[]> {
  const files = await Promise.all(features.map(async (feature) => (await feature.emit?.(pack)) ?? []));
  return files.flat();
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
