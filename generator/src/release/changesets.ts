import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import parseChangesetFile from "@changesets/parse";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Bump } from "../diff/index.ts";
import { readIfThere } from "./read-if-there.ts";

/** A changeset, written by hand or by `sdkgen release`. */
export interface Changeset {
  /** The file name, `spec-sales.md`. */
  readonly file: string;
  readonly text: string;
  readonly releases: readonly { readonly name: string; readonly bump: Bump | "none" }[];
}

/** The changesets of a folder. */
export interface Changesets {
  /** The unreleased changesets. */
  readonly open: readonly Changeset[];
  /** The file names of changesets in a pre-release. Changesets keeps them until the final version. */
  readonly released: ReadonlySet<string>;
}

/** The prefix of the changesets of `sdkgen release`. */
const PREFIX = "spec-";

/** The file name of the changeset of a package: the first one that is not part of a pre-release. */
export function changesetFile(folder: string, { released }: Changesets): string {
  for (let count = 1; ; count += 1) {
    const file = `${PREFIX}${folder}${count === 1 ? "" : `+${count}`}.md`;
    if (!released.has(file)) return file;
  }
}

/** The value of `--bump` when a changeset was written. */
export function minimumIn({ text }: Changeset): Bump | undefined {
  const [, found] = /^".*": \w+ # at least (major|minor|patch)$/m.exec(text) ?? [];
  return found as Bump | undefined;
}

/** True if `sdkgen release` owns a file. */
export function isGenerated({ file }: Changeset): boolean {
  return file.startsWith(PREFIX);
}

/**
 * Reads all changesets of a folder, if it exists.
 *
 * @param display Converts a file name to a path for messages.
 * @throws {DiagnosticError} with all invalid changesets.
 */
export async function readChangesets(folder: string, display: (file: string) => string): Promise<Changesets> {
  const files = await readdir(folder).catch(() => []);
  const released = await releasedIn(join(folder, PRE_RELEASE), display(PRE_RELEASE));
  const names = files
    .filter((file) => file.endsWith(".md") && file !== "README.md" && !released.has(file))
    .sort();
  const read = await Promise.all(
    names.map(async (file) => ({ file, text: withLineFeeds(await readFile(join(folder, file), "utf8")) })),
  );
  const parsed = read.map(({ file, text }) => ({ file, text, releases: releasesOf(text) }));
  const problems = parsed.flatMap(({ file, releases }) =>
    typeof releases === "string"
      ? [diagnostic("invalid-changeset", { path: display(file), reason: releases })]
      : [],
  );
  if (problems.length > 0) throw new DiagnosticError(problems);
  const open = parsed.flatMap(({ releases, ...rest }) =>
    typeof releases === "string" ? [] : [{ ...rest, releases }],
  );
  return { open, released };
}

/** The file in which Changesets records pre-releases: `changeset pre enter beta` creates it. */
const PRE_RELEASE = "pre.json";

/** The file names of the changesets that are part of a pre-release. */
async function releasedIn(file: string, path: string): Promise<ReadonlySet<string>> {
  const refused = (reason: string) =>
    new DiagnosticError([diagnostic("invalid-changeset", { path, reason })]);
  const text = await readIfThere(file, refused);
  if (text === undefined) return new Set();
  try {
    const { changesets } = JSON.parse(text) as { readonly changesets: readonly string[] };
    return new Set(changesets.map((id) => `${id}.md`));
  } catch {
    throw refused("it does not contain the changesets of the pre-release");
  }
}

/** Normalizes line endings, which git may have converted. */
function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** The releases of a changeset, or the reason why it is invalid. */
function releasesOf(text: string): Changeset["releases"] | string {
  try {
    return parseChangesetFile(text).releases.map(({ name, type }) => ({ name, bump: type }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.split("\n")[0] ?? message;
  }
}
