import type { PackagedChange, PackagedVersion } from "../diff/index.ts";
import { groupBy } from "../groups.ts";
import { compareDeclarations, type ExportSurface } from "./declarations/compare-declarations.ts";
import type { PackageState } from "./package-states.ts";
import type { Snapshot } from "./snapshot.ts";

/** The diagnostic code of declaration changes by the generator or the configuration. */
const CODE = "declaration-changed";

/** True if a change is due to the generator or the configuration. The document is not the reason. */
export function isGenerators({ code }: Pick<PackagedChange, "code">): boolean {
  return code === CODE;
}

/** True if packages declare what they declared in the last release. Then neither the generator nor the document has changed it. */
export function areDeclaredAlike(snapshot: Snapshot, states: readonly PackageState[]): boolean {
  return states.every(({ folder, declarations }) => {
    const released = snapshot.packages[folder]?.declarations;
    return released === undefined || JSON.stringify(released) === JSON.stringify(declarations);
  });
}

/**
 * The changes in the declarations of the released document's packages that are due to a newer generator or a changed configuration.
 *
 * @param expected The exports that the released document has today, by folder.
 */
export function generatorChanges(
  snapshot: Snapshot,
  expected: ReadonlyMap<string, ExportSurface>,
  after: PackagedVersion,
): readonly PackagedChange[] {
  const found = Object.entries(snapshot.packages).flatMap(([folder, { declarations, exports }]) => {
    const now = expected.get(folder);
    if (declarations === undefined || now === undefined) return [];
    return compareDeclarations({ declarations, exports }, now).map((change) => ({ ...change, folder }));
  });
  const place = after.locate(["paths"]);
  // A type that several packages declare is one change.
  const groups = groupBy(found, ({ level, message }) => JSON.stringify([level, message]));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { level, message } = first;
    const folders = [first, ...others].map(({ folder }) => folder);
    return {
      code: CODE,
      level,
      message,
      reach: { resources: [], operations: [], events: [], parts: [] },
      old: place,
      new: place,
      packages: [...new Set([...folders, ...umbrellaOf(folders, after.packages)])].sort(),
    };
  });
}

/** The umbrella, if it re-exports a package's declarations. */
function umbrellaOf(
  folders: readonly string[],
  { umbrella, resources }: PackagedVersion["packages"],
): readonly string[] {
  const exported = new Set(Object.values(resources));
  return umbrella !== undefined && folders.some((folder) => exported.has(folder)) ? [umbrella] : [];
}

/** The packages changed since a release without recorded declarations. */
export function unrecordedPackages(
  snapshot: Snapshot,
  states: readonly PackageState[],
): readonly PackageState[] {
  return states.filter(({ folder, files, declarations }) => {
    const released = snapshot.packages[folder];
    const isUnknown = released !== undefined && released.declarations === undefined;
    return isUnknown && released.files !== files && Object.keys(declarations).length > 0;
  });
}
