/**
 * What a change does to those who use the API: `breaking` may stop a program or its next compilation, `additive` stops
 * neither, `docs` changes words alone. They ask for a major, a minor and a patch version.
 */
export type ChangeLevel = "breaking" | "additive" | "docs";

/** From the worst to the most harmless. */
export const CHANGE_LEVELS: readonly ChangeLevel[] = ["breaking", "additive", "docs"];

/** What a version is raised by. */
export type Bump = (typeof BUMPS)[number];

/** From the largest to the smallest. */
export const BUMPS = ["major", "minor", "patch"] as const;

/** The bump that a level asks for, by the rules of semantic versioning. */
export const BUMP_OF: { readonly [Level in ChangeLevel]: Bump } = {
  breaking: "major",
  additive: "minor",
  docs: "patch",
};

/** The worst level among changes; undefined where there are none. */
export function worstLevel(changes: readonly { readonly level: ChangeLevel }[]): ChangeLevel | undefined {
  return CHANGE_LEVELS.find((level) => changes.some((change) => change.level === level));
}

/** "2 breaking changes, 1 additive change: a major version" */
export function summarize(changes: readonly { readonly level: ChangeLevel }[]): string {
  const worst = worstLevel(changes);
  if (worst === undefined) return "no change";
  const counts = CHANGE_LEVELS.flatMap((level) => {
    const { length } = changes.filter((change) => change.level === level);
    return length === 0 ? [] : [countText(length, level)];
  });
  return `${counts.join(", ")}: a ${BUMP_OF[worst]} version`;
}

function countText(count: number, level: ChangeLevel): string {
  const changes = count === 1 ? "change" : "changes";
  return level === "docs" ? `${count} ${changes} of words` : `${count} ${level} ${changes}`;
}
