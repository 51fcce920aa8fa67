import type { Location } from "../diagnostics/index.ts";
import type { PackagedChange } from "../diff/diff-packages.ts";
import { CHANGE_LEVELS, type ChangeLevel, summarize } from "../diff/levels.ts";
import { markdownSentence } from "../printer/markdown.ts";

/** The changes as tables. Those that are not breaking are collapsible. */
export function markdownReport(changes: readonly PackagedChange[]): string {
  const tables = CHANGE_LEVELS.flatMap((level) => {
    const own = changes.filter((change) => change.level === level);
    return own.length === 0 ? [] : [section(level, own)];
  });
  return [`### API: ${summarize(changes)}\n`, ...tables].join("\n");
}

const TITLES = { breaking: "Breaking", additive: "Additive", docs: "Documentation" } as const;

function section(level: ChangeLevel, changes: readonly PackagedChange[]): string {
  const rows = changes.map(({ message, help, code, packages, ...places }) => {
    const advice = help === undefined ? "" : `<br>${help}`;
    const cells = [
      `${markdownSentence(message)}${advice}`,
      `\`${code}\``,
      packages.join(", "),
      placeText(places.new),
    ];
    return `| ${cells.map(cellText).join(" | ")} |\n`;
  });
  const table = `| change | kind | packages | place |\n| --- | --- | --- | --- |\n${rows.join("")}`;
  if (level === "breaking") return `#### ${TITLES[level]}\n\n${table}`;
  return `<details${level === "additive" ? " open" : ""}><summary>${TITLES[level]} (${changes.length})</summary>\n\n${table}\n</details>\n`;
}

function placeText({ file, line }: Location): string {
  return `\`${file}:${line}\``;
}

/** Escapes a table cell. In tables, this is also needed in code. */
function cellText(text: string): string {
  return text.replaceAll("|", "\\|");
}
