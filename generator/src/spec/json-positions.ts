import { type Children, type Place, Positions } from "./positions.ts";

/** The positions of the nodes of valid JSON. A node is found by the offset of its value. */
export class JsonPositions extends Positions {
  readonly #text: string;
  readonly #ends: ReadonlyMap<number, number>;

  /** @param ends The ends of large objects and arrays, so that they need not be read again. */
  constructor(text: string, { ends }: Pick<JsonSurvey, "ends"> = surveyJson(text)) {
    super();
    this.#text = text;
    this.#ends = ends;
  }

  protected override root(): Place {
    const offset = endOfSpace(this.#text, 0);
    return { offset, node: offset };
  }

  protected override readChildren(offset: number): Children {
    return childrenAt(this.#text, offset, this.#ends);
  }
}

function childrenAt(text: string, start: number, ends: ReadonlyMap<number, number>): Children {
  const children = new Map<string, Place>();
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return children;
  for (let offset = endOfSpace(text, start + 1); !CLOSING.has(text[offset] ?? "]"); ) {
    let value = offset;
    let key = String(children.size);
    if (isObject) {
      const end = endOfString(text, offset);
      key = JSON.parse(text.slice(offset, end));
      value = endOfSpace(text, endOfSpace(text, end) + 1);
    }
    children.set(key, { offset, node: value });
    const end = endOfSpace(text, ends.get(value) ?? endOfValue(text, value));
    offset = text[end] === "," ? endOfSpace(text, end + 1) : end;
  }
  return children;
}

const CLOSING: ReadonlySet<string> = new Set(["]", "}"]);

/** Data that can be found in JSON without parsing it. */
export interface JsonSurvey {
  /** The number of members of all objects, whether their keys are repeated or not. */
  readonly members: number;
  /** The values are at most as many. Each but the first follows a comma, or the start of an object or array. */
  readonly values: number;
  /** The offsets after objects and arrays of at least {@link LARGE} characters, by the offsets of their first characters. */
  readonly ends: ReadonlyMap<number, number>;
}

/** The length from which on looking up an end is worth an entry of a map. */
const LARGE = 500;

/** Counts members and values, and finds the ends of large ones. If the text is not valid JSON, the result has no meaning. */
export function surveyJson(text: string): JsonSurvey {
  let members = 0;
  let values = 1;
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === COMMA) values += 1;
    else if (code === COLON) members += 1;
    else if (code === QUOTE) offset = endOfString(text, offset) - 1;
    else if (code === OPEN || code === OPEN_LIST) {
      values += 1;
      open.push(offset);
    } else if (code === CLOSE || code === CLOSE_LIST) {
      const start = open.pop() ?? offset;
      if (offset - start >= LARGE) ends.set(start, offset + 1);
    }
  }
  return { members, values, ends };
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first === "{" || first === "[") return endOfNested(text, start);
  SCALAR.lastIndex = start;
  SCALAR.test(text);
  return SCALAR.lastIndex;
}

const SCALAR = /[^\s,\]}]+/y;

const [COMMA, COLON, QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [
  44, 58, 34, 92, 91, 93, 123, 125,
];

function endOfNested(text: string, start: number): number {
  let depth = 0;
  for (let offset = start; ; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === QUOTE) offset = endOfString(text, offset) - 1;
    else if (code === OPEN || code === OPEN_LIST) depth += 1;
    else if (code === CLOSE || code === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return offset + 1;
    }
  }
}

/** The offset after a string. In text that is not valid JSON, the string may have no end. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
}

/** The offset of the first character that is not a space or a line break. */
function endOfSpace(text: string, start: number): number {
  let offset = start;
  for (let code = text.charCodeAt(offset); code === 32 || (code >= 9 && code <= 13); ) {
    offset += 1;
    code = text.charCodeAt(offset);
  }
  return offset;
}
