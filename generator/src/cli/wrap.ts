/** The width of a narrow terminal. */
export const WIDTH = 80;

/** Joins parts to lines of at most a width. A part that is longer gets its own line. */
export function wrap(parts: readonly string[], width = WIDTH): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && (last + part).trimEnd().length <= width) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
}

/** The words of a text, with their spaces. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/(?<= )/);
}
