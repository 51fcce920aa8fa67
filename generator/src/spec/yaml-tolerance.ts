/** Characters that cannot be in a text without quotes. */
const CONTROL = /[^\P{Cc}\t\n\r\x85]|[\uFFFE\uFFFF]/gu;

/** The indentation of a line and what follows it. */
const LINE = /^([ \t?:-]*)(.*)$/gm;

/** The start of a text whose lines follow. */
const BLOCK_HEADER = /[|>][-+\d]*\s*$/;

/**
 * A text of the same length with the same nodes at the same offsets, without what the parser refuses although documents have it and its
 * meaning is clear: control characters in text, tabs instead of spaces, and a closing bracket in the column of the key whose value it ends.
 */
export function tolerated(text: string): string {
  const printable = text.replace(CONTROL, "\uFFFD");
  const lines = printable.replace(
    LINE,
    (_, indentation, rest) => `${indentation}${rest.replaceAll("\t", " ")}`,
  );
  return withJoinedBrackets(lines);
}

/**
 * Joins lines that start with a closing bracket with those before them, if the line with the opening bracket has the same column. In text,
 * this changes nothing, since the lines that such a line is inside have smaller columns.
 */
function withJoinedBrackets(text: string): string {
  const lines = text.split("\n");
  const ends = lines.map(() => "\n");
  /** The lines that the current one follows or is inside, by their columns, which increase. */
  const outer = new Map<number, string>();
  let last = 0;
  for (const [index, line] of lines.entries()) {
    const column = line.search(/[^ ]/);
    if (column === -1 || line[column] === "#") continue;
    for (const other of [...outer.keys()].reverse()) if (other > column) outer.delete(other);
    if (closes(line.charAt(column), outer.get(column))) {
      for (let joined = last; joined < index; joined += 1) {
        ends[joined] = " ";
        lines[joined] = withoutComment(lines[joined] ?? "");
      }
    } else outer.set(column, line);
    last = index;
  }
  return lines
    .map((line, index) => `${line}${ends[index]}`)
    .join("")
    .slice(0, text.length);
}

/** Whether a character closes a bracket of the last line that has the same column. */
function closes(character: string, opening: string | undefined): boolean {
  const bracket = character === "}" ? "{" : character === "]" ? "[" : undefined;
  return bracket !== undefined && opening?.includes(bracket) === true && !BLOCK_HEADER.test(opening);
}

/** A line with spaces instead of its comment. What is before a quote may be in a string. */
function withoutComment(line: string): string {
  const quoted = Math.max(line.lastIndexOf('"'), line.lastIndexOf("'")) + 1;
  const rest = line.slice(quoted).replace(/(?:^|\s)#.*/, (comment) => " ".repeat(comment.length));
  return `${line.slice(0, quoted)}${rest}`;
}
