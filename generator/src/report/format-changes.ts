import type { PackagedChange } from "../diff/diff-packages.ts";
import type { ChangeFormat } from "./formats.ts";
import { githubReport } from "./github.ts";
import { jsonReport } from "./json.ts";
import { markdownReport } from "./markdown.ts";
import { textReport } from "./text.ts";

/**
 * Formats changes in the given order.
 *
 * @param colour Only used for `text`. Default: `false`.
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
