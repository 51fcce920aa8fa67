import Table from "cli-table3";
import colours from "picocolors";

/** A table without lines. The first column is aligned to the left, the others to the right. */
export function tableOf(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const none = { top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "" };
  const table = new Table({
    head: titles.map((title) => colours.dim(title)),
    colAligns: titles.map((_, index) => (index === 0 ? "left" : "right")),
    chars: {
      ...none,
      "bottom-left": "",
      "bottom-right": "",
      left: "",
      "left-mid": "",
      mid: "",
      "mid-mid": "",
      right: "",
      "right-mid": "",
      middle: "  ",
    },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}
