import { BUMP_OF, type Bump, type PackagedChange, worstLevel } from "../diff/index.ts";
import type { PackageState } from "./package-states.ts";
import type { Snapshot } from "./snapshot.ts";

/** A package that has to be released, and why. */
export interface Demand {
  readonly state: PackageState;
  /**
   * `first`: it never was released. `api`: the document has changed. `code`: only what is generated from it has, by a
   * newer generator or another configuration.
   */
  readonly reason: "first" | "api" | "code";
  /** What its version must be raised by at least. */
  readonly bump: Bump;
  /** The worst first. */
  readonly changes: readonly PackagedChange[];
}

/** The packages that have to be released. */
export function demandsOf(
  states: readonly PackageState[],
  snapshot: Snapshot | undefined,
  changes: readonly PackagedChange[],
): readonly Demand[] {
  return states.flatMap((state): readonly Demand[] => {
    const released = snapshot?.packages[state.folder];
    // The first version is 1.0.0: with 0.x, a caret range does not take a minor version, however safe it is.
    if (released === undefined) return [{ state, reason: "first", bump: "major", changes: [] }];
    const own = changes.filter(({ packages }) => packages.includes(state.folder));
    const level = worstLevel(own);
    if (level !== undefined) return [{ state, reason: "api", bump: BUMP_OF[level], changes: own }];
    return released.files === state.files ? [] : [{ state, reason: "code", bump: "patch", changes: [] }];
  });
}

/** Why a package has to be released, in a few words for messages. */
export function reasonText({ reason, bump, changes }: Demand): string {
  if (reason === "first") return "it was never released";
  if (reason === "code") return "its generated code is new";
  const worst = changes.filter(({ level }) => BUMP_OF[level] === bump);
  const [first, ...others] = worst;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${first?.message ?? ""}${more}`;
}
