/**
 * The effect of a change on consumers. `breaking` may break a program or its compilation, `additive` breaks neither, and `docs`
 * only changes documentation. They require a major, minor and patch version.
 */
export type ChangeLevel = "breaking" | "additive" | "docs";

/** From the highest to the lowest. */
export const CHANGE_LEVELS: readonly ChangeLevel[] = ["breaking", "additive", "docs"];

/** A version bump. */
export type Bump = (typeof BUMPS)[number];

/** From the largest to the smallest. */
export const BUMPS = ["major", "minor", "patch"] as const;

/** The bump that each level requires by semantic versioning. */
export const BUMP_OF: { readonly [Level in ChangeLevel]: Bump } = {
  breaking: "major",
  additive: "minor",
  docs: "patch",
};

/** The highest level of changes. `undefined` if there are none. */
export function highestLevel(changes: readonly { readonly level: ChangeLevel }[]): ChangeLevel | undefined {
  return CHANGE_LEVELS.find((level) => changes.some((change) => change.level === level));
}

/** "2 breaking changes, 1 additive change: a major version" */
export function summarize(changes: readonly { readonly level: ChangeLevel }[]): string {
  const highest = highestLevel(changes);
  if (highest === undefined) return "no change";
  const counts = CHANGE_LEVELS.flatMap((level) => {
    const { length } = changes.filter((change) => change.level === level);
    return length === 0 ? [] : [countText(length, level)];
  });
  return `${counts.join(", ")}: a ${BUMP_OF[highest]} version`;
}

function countText(count: number, level: ChangeLevel): string {
  const changes = count === 1 ? "change" : "changes";
  return level === "docs" ? `${count} documentation ${changes}` : `${count} ${level} ${changes}`;
}
