import { MAXIMUM_DEPTH, MAXIMUM_JSON_VALUES } from "./source.ts";

/** A syntax error of JSON, with its reason. */
export class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

/** Values that are nested deeper than {@link MAXIMUM_DEPTH}. */
export class JsonDepthError extends JsonSyntaxError {}

/** More values than {@link MAXIMUM_JSON_VALUES}. */
export class JsonSizeError extends JsonSyntaxError {}

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these.
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Scans JSON for what `JSON.parse` does not report: the positions of syntax errors, and duplicate keys. */
export class JsonScanner {
  /** The keys that an object has twice, with the positions of both. */
  readonly duplicates: { readonly key: string; readonly first: number; readonly second: number }[] = [];
  readonly #text: string;
  #offset = 0;
  #depth = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @throws {JsonSyntaxError} for the first error. */
  scan(): void {
    this.#take(SPACE);
    this.#value();
    this.#take(SPACE);
    if (this.#offset < this.#text.length) this.#fail("the end of the file is expected");
  }

  #value(): void {
    this.#values += 1;
    if (this.#values > MAXIMUM_JSON_VALUES) throw new JsonSizeError("", this.#offset);
    const first = this.#text[this.#offset];
    if (first === "{") this.#members();
    else if (first === "[") this.#sequence("]", () => this.#value());
    else if (this.#take(first === '"' ? STRING : SCALAR) === undefined) {
      this.#fail(
        first === '"' ? "the string has no end, or contains an unescaped character" : "a value is expected",
      );
    }
  }

  #members(): void {
    const offsets = new Map<string, number>();
    this.#sequence("}", () => {
      const offset = this.#offset;
      const text = this.#take(STRING) ?? this.#fail("a key in double quotes is expected");
      const key: string = text.includes("\\") ? JSON.parse(text) : text.slice(1, -1);
      this.#take(SPACE);
      if (this.#text[this.#offset] !== ":") this.#fail("a colon is expected");
      this.#offset += 1;
      this.#take(SPACE);
      const first = offsets.get(key);
      if (first !== undefined) this.duplicates.push({ key, first, second: offset });
      offsets.set(key, offset);
      this.#value();
    });
  }

  #sequence(end: "}" | "]", member: () => void): void {
    this.#depth += 1;
    if (this.#depth > MAXIMUM_DEPTH) throw new JsonDepthError("", this.#offset);
    this.#rest(end, member);
    this.#depth -= 1;
  }

  #rest(end: "}" | "]", member: () => void): void {
    this.#offset += 1;
    this.#take(SPACE);
    if (this.#text[this.#offset] === end) {
      this.#offset += 1;
      return;
    }
    for (;;) {
      member();
      this.#take(SPACE);
      const next = this.#text[this.#offset];
      if (next !== "," && next !== end) this.#fail(`a comma or ${end} is expected`);
      this.#offset += 1;
      if (next === end) return;
      this.#take(SPACE);
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#offset = pattern.lastIndex;
    return match[0];
  }

  #fail(reason: string): never {
    throw new JsonSyntaxError(reason, this.#offset);
  }
}
