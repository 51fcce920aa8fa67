import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import parseChangesetFile from "@changesets/parse";
import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Bump } from "../diff/index.ts";

/** A changeset, written by hand or by `sdkgen release`. */
export interface Changeset {
  /** The file name, `spec-sales.md`. */
  readonly file: string;
  readonly text: string;
  readonly releases: readonly { readonly name: string; readonly bump: Bump | "none" }[];
}

/** The prefix of the changesets of `sdkgen release`. */
const PREFIX = "spec-";

/** The file name of the changeset of a package. */
export function changesetFile(folder: string): string {
  return `${PREFIX}${folder}.md`;
}

/** Whether `sdkgen release` owns a file. */
export function isGenerated({ file }: Changeset): boolean {
  return file.startsWith(PREFIX);
}

/**
 * Reads all changesets of a folder, if it exists.
 *
 * @param display Converts a file name to a path for messages.
 * @throws {DiagnosticError} with all invalid changesets.
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

/** Normalizes line endings, which git may have converted. */
function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** The releases of a changeset, or why it is invalid. */
function releasesOf(text: string): Changeset["releases"] | string {
  try {
    return parseChangesetFile(text).releases.map(({ name, type }) => ({ name, bump: type }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.split("\n")[0] ?? message;
  }
}
