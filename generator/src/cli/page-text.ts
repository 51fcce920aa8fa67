import { coloursFor } from "../colours.ts";
import { blocksOf, type CodeGroup, type Page, readPage } from "../diagnostics/index.ts";
import { WIDTH, wordsOf, wrap } from "./wrap.ts";

/** A page as text for a terminal: lines of at most 80 characters, except those of code, which are indented. */
export function pageText({ code, severity, title, cause, example, fix }: Page, colour: boolean): string {
  const { bold, cyan, dim } = coloursFor(colour);
  const part = (markdown: string) =>
    blocksOf(markdown).map(({ kind, text }) =>
      kind === "prose" ? linesOf(text) : text.replaceAll(/^(?=.)/gm, "  ").trimEnd(),
    );
  const head = `${bold(title)}\n${dim(`${code}, ${severity}`)}`;
  const blocks = [head, ...part(cause), cyan("Example"), ...part(example), cyan("Fix"), ...part(fix)];
  return `${blocks.join("\n\n")}\n`;
}

/** The codes of all problems with their titles, by subject, in lines of at most 80 characters. */
export function codesTable(groups: readonly CodeGroup[], colour: boolean): string {
  const { bold, dim } = coloursFor(colour);
  const blocks = groups.map(({ title, codes }) => {
    const width = Math.max(...codes.map((code) => code.length));
    const rows = codes.map((code) => {
      const page = readPage(code);
      const severity = page.severity.padEnd("warning".length);
      const indent = " ".repeat(width + severity.length + 6);
      const [first = "", ...others] = wrap(wordsOf(page.title), WIDTH - indent.length);
      const lines = [
        `  ${code.padEnd(width)}  ${dim(severity)}  ${first}`,
        ...others.map((line) => indent + line),
      ];
      return `${lines.join("\n")}\n`;
    });
    return `${bold(title)}\n${rows.join("")}`;
  });
  return `${blocks.join("\n")}\nsdkgen explain CODE explains one of them\n`;
}

function linesOf(text: string): string {
  return wrap(wordsOf(text)).join("\n");
}
