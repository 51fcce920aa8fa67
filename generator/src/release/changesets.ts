import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseChangesetFile } from "@changesets/parse";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Bump } from "../diff/index.ts";

/** An intent to release, as people or `sdkgen release` wrote it. */
export interface Changeset {
  /** The file's name, `spec-sales.md`. */
  readonly file: string;
  readonly text: string;
  readonly releases: readonly { readonly name: string; readonly bump: Bump | "none" }[];
}

/** The beginning of the names of those that `sdkgen release` writes, and nobody else. */
const PREFIX = "spec-";

/** The file that tells of a package's changes. */
export function changesetFile(folder: string): string {
  return `${PREFIX}${folder}.md`;
}

/** Whether `sdkgen release` owns a file. */
export function isGenerated({ file }: Changeset): boolean {
  return file.startsWith(PREFIX);
}

/**
 * Reads all changesets of a folder; none where there is no folder.
 *
 * @param display turns a file's name into a path for messages.
 * @throws {DiagnosticError} with each that is none.
 */
export async function readChangesets(
  folder: string,
  display: (file: string) => string,
): Promise<readonly Changeset[]> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith(".md") && file !== "README.md").sort();
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
  return parsed.flatMap(({ releases, ...rest }) =>
    typeof releases === "string" ? [] : [{ ...rest, releases }],
  );
}

/** As it is compared: git may have given it the line ends of Windows. */
function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** What a changeset releases, or why it is none. */
function releasesOf(text: string): Changeset["releases"] | string {
  try {
    return parseChangesetFile(text).releases.map(({ name, type }) => ({ name, bump: type }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.split("\n")[0] ?? message;
  }
}
