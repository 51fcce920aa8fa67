import { markedDigits } from "./marks.js";

/** JSON in which marked strings replace the integers that `JSON.parse` would round. */
export interface MarkedJSON {
  readonly text: string;
  /** The number of marked strings. */
  readonly count: number;
}

/**
 * Replaces the integers that `JSON.parse` would round; undefined if there are none. Strings, and numbers with a fraction or an exponent, stay
 * as they are. The result is valid JSON only if the text is.
 */
export function markLargeIntegers(text: string): MarkedJSON | undefined {
  const strings = new StringScanner(text);
  const parts: string[] = [];
  let end = 0;
  for (const { 0: digits, index } of text.matchAll(/\d{16,}/g)) {
    if (strings.includes(index)) continue;
    const start = text[index - 1] === "-" ? index - 1 : index;
    const after = index + digits.length;
    const number = text.slice(start, after);
    if (!isInteger(text, start, after) || Number.isSafeInteger(Number(number))) continue;
    parts.push(text.slice(end, start), `"${markedDigits(number)}"`);
    end = after;
  }
  return end === 0 ? undefined : { text: parts.join("") + text.slice(end), count: parts.length / 2 };
}

/** Whether digits are a whole number, in a place where JSON allows one. */
function isInteger(text: string, start: number, after: number): boolean {
  const isPart = /[\d.eE+]/.test(text[start - 1] ?? "") || /[.eE]/.test(text[after] ?? "");
  // Invalid JSON must not become valid: no number starts with 0, and none is a name.
  const isInvalid = /^-?0/.test(text.slice(start, start + 2)) || isName(text, after);
  return !isPart && !isInvalid;
}

function isName(text: string, after: number): boolean {
  let index = after;
  while (/^\s$/.test(text[index] ?? "")) index++;
  return text[index] === ":";
}

/** Finds out which positions are in strings. Positions must be passed in ascending order, so that the text is read once. */
class StringScanner {
  readonly #text: string;
  /** The start of the next string, or of the one with the last position. */
  #open: number;
  /** The end of the string before it. */
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    this.#open = this.#next(0);
  }

  includes(position: number): boolean {
    while (this.#open < position && this.#end <= position) {
      this.#end = this.#endOf(this.#open);
      if (this.#end > position) return true;
      this.#open = this.#next(this.#end);
    }
    return position < this.#end;
  }

  #next(from: number): number {
    const open = this.#text.indexOf('"', from);
    return open === -1 ? Infinity : open;
  }

  /** The position after the closing quote. A quote after an odd number of backslashes does not close a string. */
  #endOf(open: number): number {
    for (let close = this.#next(open + 1); close < Infinity; close = this.#next(close + 1)) {
      let start = close;
      while (this.#text[start - 1] === "\\") start--;
      if ((close - start) % 2 === 0) return close + 1;
    }
    return Infinity;
  }
}
