/** Characters that cannot be in a text without quotes. */
const CONTROL = /[^\P{Cc}\t\n\r\x85]|[\uFFFE\uFFFF]/gu;

/** The indentation of a line and what follows it. */
const LINE = /^([ \t?:-]*)(.*)$/gm;

/** The start of a text whose lines follow. */
const BLOCK_HEADER = /[|>][-+\d]*\s*$/;

/**
 * A text of the same length with the same nodes at the same offsets, without what the parser refuses although documents have it and its
 * meaning is clear: control characters in text, tabs instead of spaces, a closing bracket in the column of the key whose value it ends or
 * further left, and lines of a text in quotes that are in that column.
 */
export function tolerated(text: string): string {
  const printable = text.replace(CONTROL, "\uFFFD");
  const lines = printable.replace(
    LINE,
    (_, indentation, rest) => `${indentation}${rest.replaceAll("\t", " ")}`,
  );
  return withJoinedBrackets(withJoinedTexts(lines));
}

/** For each kind of quotes: `open` matches a key whose text does not end in its line, `end` a line up to the end of the text. */
const QUOTES = [
  {
    open: /^( *(?:- +)*)(?:[^\s"'#:][^"'#:]*|"[^"]*"): +"(?:[^"\\]|\\.)*\\?$/,
    end: /^(?:[^"\\]|\\.)*"/,
  },
  { open: /^( *(?:- +)*)(?:[^\s"'#:][^"'#:]*|"[^"]*"): +'(?:[^']|'')*$/, end: /^(?:[^']|'')*'(?!')/ },
];

/** A line that is more likely a key or an item than text. */
const KEY_OR_ITEM = /^ *(?:- |-$|[\w$/"'.-]+:(?: |$))/;

/** Joins the lines of a text in quotes if one of them is not indented more than its key. */
function withJoinedTexts(text: string): string {
  const lines = text.split("\n");
  const ends = lines.map(() => "\n");
  for (const [start, line] of lines.entries()) {
    const quotes = QUOTES.find(({ open }) => open.test(line));
    const [, indentation] = quotes?.open.exec(line) ?? [];
    if (quotes === undefined || indentation === undefined) continue;
    let isJoined = false;
    for (let index = start + 1; index < lines.length; index += 1) {
      const next = lines[index] ?? "";
      const column = next.search(/[^ ]/);
      if (column !== -1 && column <= indentation.length) {
        if (KEY_OR_ITEM.test(next)) break;
        isJoined = true;
      }
      if (!quotes.end.test(next)) continue;
      if (isJoined) ends.fill(" ", start, index);
      break;
    }
  }
  return lines
    .map((line, index) => `${line}${ends[index]}`)
    .join("")
    .slice(0, text.length);
}

/**
 * Joins lines that start with a closing bracket with those before them, if the line with the opening bracket has the same column or one
 * further right. In text, this changes nothing.
 */
function withJoinedBrackets(text: string): string {
  const lines = text.split("\n");
  const ends = lines.map(() => "\n");
  /** The brackets that the lines open which the current one follows or is inside, by the columns of the lines, which increase. */
  const outer = new Map<number, string>();
  let last = 0;
  /** The column of the line before, if it is a key whose value is below it. */
  let key: number | undefined;
  /** The column of the key whose text follows. */
  let block = Number.POSITIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    const column = line.search(/[^ ]/);
    if (column === -1 || line[column] === "#") continue;
    const closes = [...outer].some(([other, own]) => other >= column && own.includes(line.charAt(column)));
    for (const other of [...outer.keys()].reverse()) if (other > column) outer.delete(other);
    if (column > block) {
      key = undefined;
      last = index;
      continue;
    }
    block = TEXT_KEY.test(line) ? line.search(/[^ -]/) : Number.POSITIVE_INFINITY;
    if (closes) {
      for (let joined = last; joined < index; joined += 1) {
        ends[joined] = " ";
        lines[joined] = withoutComment(lines[joined] ?? "");
      }
    } else {
      const closers = closersOf(line);
      outer.set(column, closers);
      // A bracket below a key is part of the key's value.
      if (/^ *[[{]/.test(line) && key !== undefined) outer.set(key, closers);
    }
    key = KEY_ALONE.test(line) ? column : undefined;
    last = index;
  }
  return lines
    .map((line, index) => `${line}${ends[index]}`)
    .join("")
    .slice(0, text.length);
}

/** A key whose text starts in the next line. */
const TEXT_KEY = /: +[|>][-+\d]*\s*$/;

/** A key whose value starts in the next line. */
const KEY_ALONE = /:\s*(?:#.*)?$/;

/** The brackets that may close one of a line. */
function closersOf(line: string): string {
  if (BLOCK_HEADER.test(line)) return "";
  return `${line.includes("[") ? "]" : ""}${line.includes("{") ? "}" : ""}`;
}

/** A line with spaces instead of its comment. What is before a quote may be in a string. */
function withoutComment(line: string): string {
  const quoted = Math.max(line.lastIndexOf('"'), line.lastIndexOf("'")) + 1;
  const rest = line.slice(quoted).replace(/(?:^|\s)#.*/, (comment) => " ".repeat(comment.length));
  return `${line.slice(0, quoted)}${rest}`;
}
