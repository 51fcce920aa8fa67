import type { SchemaObject } from "../../spec/index.ts";
import { textLike } from "./text-like.ts";

type StringRules = Pick<SchemaObject, "format" | "pattern" | "minLength" | "maxLength">;

/** True if a string fits its format, pattern and lengths. A pattern that is not a regular expression is ignored. */
export function fitsString(rules: StringRules, text: string): boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, format = "" } = rules;
  const length = [...text].length;
  return (
    length >= minLength &&
    length <= maxLength &&
    (FORMATS.get(format)?.test.test(text) ?? true) &&
    (patternOf(rules)?.test(text) ?? true)
  );
}

/** True if a string matches a pattern. A pattern that is not a regular expression matches every string. */
export function matchesPattern(pattern: string, text: string): boolean {
  return patternOf({ pattern })?.test(text) ?? true;
}

/**
 * A string that fits, or the closest that was found.
 *
 * @param seed The same seed returns the same string.
 */
export function stringFor(rules: StringRules, seed: string): string {
  const { format = "", minLength = 0, maxLength = Number.POSITIVE_INFINITY } = rules;
  const usual = FORMATS.get(format)?.sample ?? "string";
  const longer = usual === "string" ? usual.repeat(Math.ceil(minLength / usual.length) || 1) : usual;
  const sized = longer.slice(0, Math.max(minLength, Math.min(longer.length, maxLength)));
  const plain = [usual, sized].find((text) => fitsString(rules, text));
  if (plain !== undefined) return plain;
  const made = matching(rules, seed);
  return made ?? sized;
}

const MOST_TRIES = 200;

/** A string that matches the pattern. `undefined` if none was found. */
function matching(rules: StringRules, seed: string): string | undefined {
  const pattern = patternOf(rules);
  if (pattern === undefined) return undefined;
  const next = randomOf(seed);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const text = textLike(pattern.source, next, (rules.minLength ?? 0) + 1 + (attempt % 12));
    if (text !== undefined && fitsString(rules, text)) return text;
  }
  return undefined;
}

function patternOf({ pattern }: StringRules): RegExp | undefined {
  if (pattern === undefined) return undefined;
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // It may be valid without the flag, or not at all.
    }
  }
  return undefined;
}

/** Numbers from 0 to 1 that depend on the seed alone. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const unit of seed) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Format {
  readonly test: RegExp;
  readonly sample: string;
}

const DATE = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)`;

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["date", { test: new RegExp(`^${DATE}$`), sample: "2019-08-24" }],
  ["date-time", { test: new RegExp(`^${DATE}[Tt]${TIME}$`, "i"), sample: "2019-08-24T14:15:22Z" }],
  ["time", { test: new RegExp(`^${TIME}$`, "i"), sample: "14:15:22Z" }],
  [
    "duration",
    { test: /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/, sample: "P3D" },
  ],
  ["email", { test: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, sample: "user@example.com" }],
  [
    "hostname",
    { test: /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i, sample: "example.com" },
  ],
  ["ipv4", { test: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.|$)){4}$/, sample: "192.168.0.1" }],
  ["ipv6", { test: /^[\da-f:.]*:[\da-f:.]*$/i, sample: "2001:db8::1" }],
  ["uri", { test: /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i, sample: "http://example.com" }],
  ["url", { test: /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i, sample: "http://example.com" }],
  [
    "uuid",
    {
      test: /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i,
      sample: "497f6eca-6276-4993-bfeb-53cbbbba6f08",
    },
  ],
  ["byte", { test: /^([A-Za-z\d+/]{4})*([A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/, sample: "c3RyaW5n" }],
]);
