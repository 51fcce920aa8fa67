import { BUMP_OF, type Bump, CHANGE_LEVELS, highestLevel, type PackagedChange } from "../diff/index.ts";
import { isGenerators } from "./generator-changes.ts";
import type { PackageState } from "./package-states.ts";
import type { Snapshot } from "./snapshot.ts";

/** A package that must be released, with the reason. */
export interface Demand {
  readonly state: PackageState;
  /**
   * `first`: it was never released. `api`: the document changed. `types`: with the same document, its types changed, because of the
   * generator or the configuration. `code`: only the generated code changed.
   */
  readonly reason: "first" | "api" | "types" | "code";
  /** The minimum bump. */
  readonly bump: Bump;
  /** Sorted by level, the highest first. */
  readonly changes: readonly PackagedChange[];
}

/** The packages that must be released. */
export function demandsOf(
  states: readonly PackageState[],
  snapshot: Snapshot | undefined,
  changes: readonly PackagedChange[],
): readonly Demand[] {
  return states.flatMap((state): readonly Demand[] => {
    const released = snapshot?.packages[state.folder];
    // The first version is 1.0.0: caret ranges of 0.x versions do not include minor versions.
    if (released === undefined) return [{ state, reason: "first", bump: "major", changes: [] }];
    const own = CHANGE_LEVELS.flatMap((level) =>
      changes.filter((change) => change.level === level && change.packages.includes(state.folder)),
    );
    const level = highestLevel(own);
    const reason = own.every(isGenerators) ? "types" : "api";
    if (level !== undefined) return [{ state, reason, bump: BUMP_OF[level], changes: own }];
    return released.files === state.files ? [] : [{ state, reason: "code", bump: "patch", changes: [] }];
  });
}

/** The reason for a release, for messages. */
export function reasonText({ reason, bump, changes }: Demand): string {
  if (reason === "first") return "it was never released";
  if (reason === "code") return "its generated code changed";
  const worst = changes.filter(({ level }) => BUMP_OF[level] === bump);
  const [first, ...others] = worst;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${first?.message ?? ""}${more}`;
}
