import { join } from "node:path";
import { writeWhole } from "../output/index.ts";
import { repositoryPages } from "../repository.ts";
import { readIfThere } from "./read-if-there.ts";

/** A newly increased version of a package. */
export interface RaisedVersion {
  readonly name: string;
  readonly version: string;
}

/** The date of a release, and the repository with its tags, if known. */
export interface ReleaseDay {
  readonly date: Date;
  readonly repository: string | undefined;
}

/**
 * Adds the date and a link to all changes to the newest entry of a package's changelog. Does nothing if the package has no changelog, or if the
 * entry has a date.
 *
 * @param folder The absolute folder of the package.
 * @param path The path of the changelog for messages.
 */
export async function dateChangelog(
  folder: string,
  raised: RaisedVersion,
  day: ReleaseDay,
  path: string,
): Promise<void> {
  const file = join(folder, "CHANGELOG.md");
  const text = await readIfThere(file, (reason) => new Error(`${path} cannot be read: ${reason}`));
  if (text === undefined) return;
  const dated = datedChangelog(text, raised, day);
  if (dated !== text) await writeWhole(file, dated, path);
}

/**
 * The changelog with a date and a link below the heading of a version. The heading stays the version alone, because tools search for it.
 */
export function datedChangelog(
  text: string,
  { name, version }: RaisedVersion,
  { date, repository }: ReleaseDay,
): string {
  const [newest, previous] = [...text.matchAll(/^## (\S+)[ \t]*\r?$/gm)];
  if (newest === undefined || newest[1] !== version) return text;
  const end = newest.index + newest[0].length;
  if (/^\s*_\d{4}-\d{2}-\d{2}_/.test(text.slice(end))) return text;
  const day = `_${date.toISOString().slice(0, 10)}_`;
  const pages = repository === undefined ? undefined : repositoryPages(repository);
  const before = previous?.[1];
  const link =
    pages === undefined || before === undefined
      ? ""
      : `, [all changes since ${before}](${pages.comparison(`${name}@${before}`, `${name}@${version}`)})`;
  return `${text.slice(0, end)}\n\n${day}${link}${text.slice(end)}`;
}
