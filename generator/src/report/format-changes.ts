import type { PackagedChange } from "../diff/diff-packages.ts";
import { githubReport } from "./github.ts";
import { jsonReport } from "./json.ts";
import { markdownReport } from "./markdown.ts";
import { textReport } from "./text.ts";

/** For people at a terminal, for programs, for a comment on a pull request, and for annotations in one. */
export type ChangeFormat = (typeof CHANGE_FORMATS)[number];

export const CHANGE_FORMATS = ["text", "json", "markdown", "github"] as const;

/**
 * Writes changes, in the order in which they are given.
 *
 * @param colour only for `text`; default `false`.
 */
export function formatChanges(
  changes: readonly PackagedChange[],
  format: ChangeFormat,
  colour = false,
): string {
  switch (format) {
    case "text":
      return textReport(changes, colour);
    case "json":
      return jsonReport(changes);
    case "markdown":
      return markdownReport(changes);
    case "github":
      return githubReport(changes);
  }
}
