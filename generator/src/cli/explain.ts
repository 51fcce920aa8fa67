import {
  codeGroups,
  type DiagnosticCode,
  DiagnosticError,
  diagnostic,
  nearest,
  readPage,
} from "../diagnostics/index.ts";
import type { CommandContext } from "./command.ts";
import { codesTable, pageText } from "./page-text.ts";
import { writeStyled } from "./terminal.ts";

/** `sdkgen explain`: prints the cause, an example and the fix of a kind of problem, or the codes of all of them. */
export async function explain({ operands: [name], options, terminal }: CommandContext): Promise<number> {
  const { stdout, env } = terminal;
  const isJson = options.json === true || options.format === "json";
  const colour = stdout.isTTY === true && !env.NO_COLOR;
  const codes = codeGroups.flatMap((group) => group.codes);
  if (name === undefined) stdout.write(isJson ? json(codes.map(readPage)) : codesTable(codeGroups, colour));
  else {
    const page = readPage(codeOf(name, codes));
    writeStyled(stdout, isJson ? json(page) : pageText(page, colour));
  }
  return 0;
}

/** @throws DiagnosticError if no problem has this code. */
function codeOf(name: string, codes: readonly DiagnosticCode[]): DiagnosticCode {
  const found = codes.find((code) => code === name.toLowerCase());
  if (found !== undefined) return found;
  const similar = nearest(name, codes);
  const alike = similar !== undefined ? [similar] : codes.filter((code) => code.includes(name));
  throw new DiagnosticError([diagnostic("unknown-code", { code: name, alike })]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
