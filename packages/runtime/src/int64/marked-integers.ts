import { isDate } from "../operations/index.js";
import { markedDigits } from "./marks.js";
import { eachPart, type Place } from "./places.js";

/**
 * A copy of a value in which marked strings replace each bigint, and the strings of digits in the places. Parts without them are not
 * copied.
 */
export function markedIntegers(
  value: unknown,
  places: readonly Place[],
  outer: readonly object[] = [],
): unknown {
  if (typeof value === "bigint") return markedDigits(value);
  if (typeof value === "string")
    return places.includes(true) && INTEGER.test(value) ? markedDigits(value) : value;
  if (typeof value !== "object" || value === null || isDate(value)) return value;
  if (outer.includes(value)) return CYCLE;
  const inner = [...outer, value];
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function") {
    const json: unknown = toJSON.call(value);
    const marked = markedIntegers(json, places, inner);
    return marked === json ? value : marked;
  }
  return isContent(value) ? value : markedParts(value as Values, places, inner);
}

/** In place of a value that contains itself, whose copy would never end. It is refused like that value. */
const CYCLE: unknown[] = [];
CYCLE[0] = CYCLE;

type Values = Readonly<Record<string | number, unknown>>;

const INTEGER = /^-?(?:0|[1-9]\d*)$/;

function markedParts(value: Values, places: readonly Place[], inner: readonly object[]): unknown {
  const own = new Map<string, readonly Place[]>();
  if (places.length > 0) eachPart(value, places, (key, parts) => own.set(`${key}`, parts));
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const part = value[key];
    const marked = markedIntegers(part, own.get(key) ?? [], inner);
    if (marked === part) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = marked;
  }
  return copy ?? value;
}

/** Whether an object is content, such as bytes or a stream, or is read otherwise than by its properties. */
function isContent(value: object): boolean {
  return !Array.isArray(value) && (Symbol.iterator in value || Symbol.asyncIterator in value);
}
