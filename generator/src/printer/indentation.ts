/** The indentation that the generator writes before a style is applied. */
export const INDENT = "  ";

/** A line of code with another indentation. A single space that is left belongs to a block comment. */
export function reindented(line: string, indent: string): string {
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  return (
    indent.repeat(Math.floor(spaces / INDENT.length)) +
    " ".repeat(spaces % INDENT.length) +
    line.slice(spaces)
  );
}
