import type { Int64Places, JSONParser } from "../operations/index.js";
import { markLargeIntegers } from "./large-integers.js";
import { digitsOf } from "./marks.js";
import { eachPart, type Place } from "./places.js";

/**
 * Parses the responses of operations with `int64`. In the places that the operation names, integers become a bigint, or a string of
 * digits, whatever their size. Everything else is the value of `JSON.parse`.
 */
export const exactJSON: JSONParser = (text, { int64 = {} }, { status }, wrap) => {
  const { as, responses = {} } = int64;
  return read(text, placesOf(responses, status), as, wrap);
};

/**
 * Creates a parser for JSON that is not a response, such as the body of a webhook.
 *
 * @param places Where the JSON has 64-bit integers.
 * @param as The type that they get. Default: bigint.
 * @throws SyntaxError, from the parser, if the text is not JSON.
 * @example
 * const parseOrder = int64Parser({ properties: { id: true } });
 * parseOrder('{"id": 9007199254740993}'); // { id: 9007199254740993n }
 */
export function int64Parser(places: Int64Places, as?: "string"): (text: string) => unknown {
  return (text) => read(text, places, as);
}

function placesOf(responses: Readonly<Record<string, Int64Places>>, status: number): Int64Places | undefined {
  const key = [`${status}`, `${Math.floor(status / 100)}XX`, "default"].find((key) =>
    Object.hasOwn(responses, key),
  );
  return key === undefined ? undefined : responses[key];
}

function read(
  text: string,
  places: Int64Places | undefined,
  as: "string" | undefined,
  wrap: (value: unknown) => unknown = (value) => value,
): unknown {
  if (places === undefined) return wrap(JSON.parse(text));
  const marked = markLargeIntegers(text);
  const root = { value: wrap(marked === undefined ? JSON.parse(text) : parsedMarks(marked.text, text)) };
  const isString = as === "string";
  const count = convert(root, [{ properties: { value: places } }], (value) => exactInteger(value, isString));
  if (marked !== undefined && count < marked.count) restoreNumbers(root);
  return root.value;
}

/** @throws SyntaxError as for the text itself. */
function parsedMarks(marked: string, text: string): unknown {
  try {
    return JSON.parse(marked) as unknown;
  } catch {
    return JSON.parse(text) as unknown;
  }
}

/** An integer as a bigint or as its digits. Any other value, such as 1.5, is returned unchanged. */
function exactInteger(value: unknown, isString: boolean): unknown {
  const digits = digitsOf(value);
  if (digits !== undefined) return isString ? digits : BigInt(digits);
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return value;
  return isString ? String(value) : BigInt(value);
}

type Parent = Record<string | number, unknown>;

/**
 * Converts the values in the places of a parsed value, in itself. Without recursion, so that any depth is possible.
 *
 * @returns The number of marked strings that were converted.
 */
function convert(root: object, places: readonly Place[], convertValue: (value: unknown) => unknown): number {
  let count = 0;
  const open: [parent: object, places: readonly Place[]][] = [[root, places]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const parent = next[0] as Parent;
    eachPart(parent, next[1], (key, parts) => {
      const value = parent[key];
      if (typeof value === "object" && value !== null) {
        open.push([value, parts]);
      } else if (parts.includes(true)) {
        if (digitsOf(value) !== undefined) count++;
        parent[key] = convertValue(value);
      }
    });
  }
  return count;
}

/** Replaces the remaining marked strings, which are in places without 64-bit integers, by numbers. */
function restoreNumbers(root: object): void {
  const open: object[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const parent = next as Parent;
    for (const key of Object.keys(parent)) {
      const value = parent[key];
      const digits = digitsOf(value);
      if (digits !== undefined) parent[key] = Number(digits);
      else if (typeof value === "object" && value !== null) open.push(value);
    }
  }
}
