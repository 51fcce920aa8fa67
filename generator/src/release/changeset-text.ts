import type { Bump, ChangeLevel, PackagedChange } from "../diff/index.ts";
import type { TemplateFile } from "../printer/generated-file.ts";
import { changesetFile } from "./changesets.ts";
import type { Demand } from "./demands.ts";

/** What a template says of one change. */
interface ChangeText {
  readonly text: string;
  readonly isBreaking: boolean;
}

/** The changeset of a package: what the template `changeset.md` needs. */
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
  api: "The API has changed.",
  code: "The code is generated anew; the API is the same.",
} as const;

/** More changes of words than these are counted, not told one by one. */
const WORDS_TOLD = 3;

function changeTexts(changes: readonly PackagedChange[]): readonly ChangeText[] {
  const words = changes.filter(isOf("docs"));
  const told = words.length > WORDS_TOLD ? changes.filter((change) => !isOf("docs")(change)) : changes;
  const counted = told === changes ? [] : [`${words.length} parts are documented better.`];
  return [
    ...told.map((change) => ({ text: change.message, isBreaking: isOf("breaking")(change) })),
    ...counted.map((text) => ({ text, isBreaking: false })),
  ];
}

function isOf(wanted: ChangeLevel): (change: PackagedChange) => boolean {
  return ({ level }) => level === wanted;
}
