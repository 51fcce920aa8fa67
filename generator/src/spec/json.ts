import { DiagnosticError, diagnostic } from "../diagnostics/index.ts";
import type { Pointer } from "./pointer.ts";
import {
  duplicateKey,
  MAXIMUM_DEPTH,
  MAXIMUM_JSON_VALUES,
  type ParsedText,
  type PlaceOf,
  tooManyValues,
} from "./source.ts";

/**
 * Parses JSON. The values come from `JSON.parse`; a scan of the text finds the positions of nodes, and what `JSON.parse`
 * does not report: the positions of syntax errors, and duplicate keys (0.1 s for 2 MB).
 *
 * @throws {DiagnosticError} with the position of each problem.
 */
export function parseJson(text: string, place: PlaceOf): ParsedText {
  const scanner = new JsonScanner(text);
  const root = scanOrThrow(scanner, place);
  const value: unknown = JSON.parse(text);
  const warnings = scanner.duplicates.map(({ key, first, second }) =>
    duplicateKey(key, place(first), place(second)),
  );
  return { value, warnings, offsetOf: (pointer) => find(root, pointer).offset };
}

function scanOrThrow(scanner: JsonScanner, place: PlaceOf): JsonNode {
  try {
    return scanner.scan();
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const at = place(error.offset);
    if (error instanceof JsonSizeError)
      throw tooManyValues(MAXIMUM_JSON_VALUES, "divide it into several files", at);
    throw new DiagnosticError([
      error instanceof JsonDepthError
        ? diagnostic("nested-too-deep", {}, at)
        : diagnostic("invalid-json", { reason: error.message }, at),
    ]);
  }
}

function find(root: JsonNode, pointer: Pointer): JsonNode {
  let node = root;
  for (const key of pointer) {
    const child = node.children?.get(String(key));
    if (child === undefined) break;
    node = child;
  }
  return node;
}

interface JsonNode {
  /** Of the key for a member of an object, otherwise of the value. */
  readonly offset: number;
  readonly children?: ReadonlyMap<string, JsonNode>;
}

class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

class JsonDepthError extends JsonSyntaxError {}

class JsonSizeError extends JsonSyntaxError {}

const SPACE = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these.
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Scans JSON once and records where its nodes start. */
class JsonScanner {
  readonly duplicates: { readonly key: string; readonly first: number; readonly second: number }[] = [];
  readonly #text: string;
  #offset = 0;
  #depth = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): JsonNode {
    this.#take(SPACE);
    const node = this.#value(this.#offset);
    this.#take(SPACE);
    if (this.#offset < this.#text.length) this.#fail("the end of the file is expected");
    return node;
  }

  #value(offset: number): JsonNode {
    this.#values += 1;
    if (this.#values > MAXIMUM_JSON_VALUES) throw new JsonSizeError("", this.#offset);
    const first = this.#text[this.#offset];
    if (first === "{") return { offset, children: this.#members() };
    if (first === "[") return { offset, children: this.#items() };
    if (this.#take(first === '"' ? STRING : SCALAR) === undefined) {
      this.#fail(
        first === '"' ? "the string has no end, or contains an unescaped character" : "a value is expected",
      );
    }
    return { offset };
  }

  #members(): ReadonlyMap<string, JsonNode> {
    const children = new Map<string, JsonNode>();
    this.#sequence("}", () => {
      const offset = this.#offset;
      const text = this.#take(STRING) ?? this.#fail("a key in double quotes is expected");
      const key: string = text.includes("\\") ? JSON.parse(text) : text.slice(1, -1);
      this.#take(SPACE);
      if (this.#text[this.#offset] !== ":") this.#fail("a colon is expected");
      this.#offset += 1;
      this.#take(SPACE);
      const first = children.get(key);
      if (first !== undefined) this.duplicates.push({ key, first: first.offset, second: offset });
      children.set(key, this.#value(offset));
    });
    return children;
  }

  #items(): ReadonlyMap<string, JsonNode> {
    const children = new Map<string, JsonNode>();
    this.#sequence("]", () => children.set(String(children.size), this.#value(this.#offset)));
    return children;
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
