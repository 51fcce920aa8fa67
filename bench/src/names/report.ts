import type { Agreement } from "./compare.ts";

/** The agreement for a terminal of 80 columns. */
export function namesReport(agreement: Agreement, reason: string): string {
  const { calls, compared, lastWord, lastTwoWords, whole, kinds } = agreement;
  const share = (count: number) => `${((100 * count) / Math.max(compared, 1)).toFixed(1)} %`.padStart(8);
  const lines = [
    `${compared} of ${calls} calls are in the document`,
    reason,
    "",
    `last word        ${share(lastWord)}`,
    `last two words   ${share(lastTwoWords)}`,
    `whole name       ${share(whole)}`,
  ];
  const table = kinds
    .slice(0, 20)
    .flatMap(({ ours, theirs, count, example }) => [
      `${String(count).padStart(4)}  ${ours}  theirs: ${theirs}`,
      ...[`${example.method} ${example.path}`, `${example.ours}  theirs: ${example.theirs}`].map(
        (line) => `        ${shortened(line)}`,
      ),
    ]);
  const found =
    table.length === 0 ? [] : ["", "most frequent differences of the last two words", "", ...table];
  return `${[...lines, ...found].join("\n")}\n`;
}

function shortened(line: string, width = 72): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
