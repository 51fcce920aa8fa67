import type { Bump, ChangeLevel, PackagedChange } from "../diff/index.ts";
import type { OutputFile } from "../output/index.ts";
import type { OwnTemplates } from "../printer/template-printer.ts";
import type { TemplateValues } from "../printer/template-variables.ts";
import type { Demand } from "./demands.ts";

type ChangesetValues = TemplateValues<"changeset">;

/** The bump of a changeset. */
export interface ChosenBump {
  readonly bump: Bump;
  /** The value of `--bump`. A comment in the changeset contains it, so that later runs do not lower the bump. */
  readonly minimum?: Bump | undefined;
}

/**
 * The changeset of a package: what Changesets reads, and the text that it copies into the changelog. Loads Handlebars on demand.
 *
 * @param path The file name.
 * @param templates The templates of the owner.
 */
export async function printChangeset(
  { state: { name }, reason, changes }: Demand,
  { bump, minimum }: ChosenBump,
  path: string,
  templates: OwnTemplates,
): Promise<OutputFile> {
  const { TemplatePrinter } = await import("../printer/template-printer.ts");
  const data: ChangesetValues = { name, bump, title: TITLES[reason], changes: changeTexts(changes) };
  const text = new TemplatePrinter({ templates }).print({
    kind: "template",
    path,
    template: "changeset.md",
    data,
  });
  const comment = minimum === undefined ? "" : ` # at least ${minimum}`;
  return { path, text: `---\n${JSON.stringify(name)}: ${bump}${comment}\n---\n\n${text}` };
}

const TITLES = {
  first: "First release.",
  api: "The API changed.",
  types: "The generated types changed; the API did not.",
  code: "The generated code changed; the API did not.",
} as const;

/** Further documentation changes are counted instead of listed. */
const MAXIMUM_LISTED = 3;

function changeTexts(changes: readonly PackagedChange[]): ChangesetValues["changes"] {
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
