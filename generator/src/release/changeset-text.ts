import type { Bump, ChangeLevel, PackagedChange } from "../diff/index.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import { changesetFile } from "./changesets.ts";
import type { Demand } from "./demands.ts";

/** A change in the template. */
interface ChangeText {
  readonly text: string;
  readonly isBreaking: boolean;
}

/** The changeset of a package, with the data for the template `changeset.md`. */
export function changesetOf(demand: Demand, bump: Bump): TemplateFile {
  const { state, reason, changes } = demand;
  return {
    kind: "template",
    path: changesetFile(state.folder),
    template: "changeset.md",
    data: { name: state.name, bump, title: TITLES[reason], changes: changeTexts(changes) },
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
