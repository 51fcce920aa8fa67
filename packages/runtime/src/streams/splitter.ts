/** Splits text that arrives in chunks at a separator. Only an incomplete part is kept in memory. */
export class Splitter {
  readonly #separator: RegExp;
  #rest: string[] = [];
  /** Whether the text ended with CR, so that LF at the start of the next chunk belongs to the same line break. */
  #isAfterCR = false;

  /** @param separator A global regular expression. */
  constructor(separator: RegExp) {
    this.#separator = separator;
  }

  /** Returns the parts that are now complete, without their separators. They must be consumed before the next call. */
  *push(text: string): Generator<string, void, undefined> {
    if (text === "") return;
    const separator = this.#separator;
    let start = this.#isAfterCR && text[0] === "\n" ? 1 : 0;
    this.#isAfterCR = false;
    for (;;) {
      separator.lastIndex = start;
      const match = separator.exec(text);
      if (match === null) break;
      const part = this.#joined(text.slice(start, match.index));
      start = separator.lastIndex;
      this.#isAfterCR = match[0] === "\r" && start === text.length;
      yield part;
    }
    if (start < text.length) this.#rest.push(text.slice(start));
  }

  /** Takes the text after the last separator. */
  rest(): string {
    return this.#joined("");
  }

  /** Puts text back that `rest` has taken. It contains no separator. */
  keep(text: string): void {
    this.#rest.push(text);
  }

  /** Whether the incomplete part ends with this character. */
  endsWith(character: string): boolean {
    return this.#rest.at(-1)?.endsWith(character) === true;
  }

  /** Searching each chunk only once keeps the time linear, however many chunks a part has. */
  #joined(end: string): string {
    if (this.#rest.length === 0) return end;
    const part = this.#rest.join("") + end;
    this.#rest = [];
    return part;
  }
}
