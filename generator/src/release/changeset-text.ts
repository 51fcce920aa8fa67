import type { Bump, ChangeLevel, PackagedChange } from "../diff/index.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import type { Demand } from "./demands.ts";

/** A change in the template. */
interface ChangeText {
  readonly text: string;
  readonly isBreaking: boolean;
}

/** The bump of a changeset. */
export interface ChosenBump {
  readonly bump: Bump;
  /** What `--bump` asked for. It is kept in a comment of the changeset, so that later runs do not lower the bump. */
  readonly minimum?: Bump | undefined;
}

/**
 * The changeset of a package, with the data for the template `changeset.md`.
 *
 * @param path The file name.
 */
export function changesetOf(demand: Demand, { bump, minimum }: ChosenBump, path: string): TemplateFile {
  const { state, reason, changes } = demand;
  return {
    kind: "template",
    path,
    template: "changeset.md",
    data: { name: state.name, bump, minimum, title: TITLES[reason], changes: changeTexts(changes) },
  };
}

const TITLES = {
  first: "First release.",
  api: "The API changed.",
  code: "The generated code changed; the API did not.",
} as const;

/** More documentation changes than this are counted instead of listed. */
const MAXIMUM_LISTED = 3;

function changeTexts(changes: readonly PackagedChange[]): readonly ChangeText[] {
  const docs = changes.filter(isOf("docs"));
  const listed = docs.length > MAXIMUM_LISTED ? changes.filter((change) => !isOf("docs")(change)) : changes;
  const counted = listed === changes ? [] : [`The documentation of ${docs.length} parts changed.`];
  return [
    ...listed.map((change) => ({ text: change.message, isBreaking: isOf("breaking")(change) })),
    ...counted.map((text) => ({ text, isBreaking: false })),
  ];
}

function isOf(wanted: ChangeLevel): (change: PackagedChange) => boolean {
  return ({ level }) => level === wanted;
}
