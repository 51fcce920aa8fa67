import randexp from "randexp";
import type { JsonObject } from "./json.js";

// The module itself is the class, although its types declare the class as a member.
const RandExp = randexp as unknown as typeof randexp.default;

/**
 * A string that a schema allows, or else the last one that was tried.
 *
 * @param allows Whether the schema allows a string.
 */
export function stringFor(rules: JsonObject, allows: (text: string) => boolean): string {
  const least = Math.min(Number(rules.minLength ?? 0), 10_000);
  const usual = FORMATS[String(rules.format)] ?? "string";
  const sized = usual
    .repeat(Math.ceil(least / usual.length) || 1)
    .slice(0, Math.max(least, Math.min(usual.length, Number(rules.maxLength ?? Number.POSITIVE_INFINITY))));
  const plain = [usual, sized, ""].find(allows);
  return plain ?? matching(rules, least, allows) ?? sized;
}

/** A number in the bounds of a schema that is a multiple of its step. Prefers the smallest from 0. */
export function numberFor(rules: JsonObject): number {
  const isWhole = [rules.type].flat().includes("integer");
  const step = Number(rules.multipleOf ?? (isWhole ? 1 : 0));
  const low = Math.max(...boundsOf(rules, "minimum", "exclusiveMinimum"), Number.NEGATIVE_INFINITY);
  const high = Math.min(...boundsOf(rules, "maximum", "exclusiveMaximum"), Number.POSITIVE_INFINITY);
  const unit = step > 0 ? step : 1;
  const start = low > 0 ? Math.ceil(low / unit) : high < 0 ? Math.floor(high / unit) : 0;
  const near = [start, start + 1, start - 1].map((count) => Number((count * unit).toPrecision(15)));
  const isFree = (value: number) => value !== rules.exclusiveMinimum && value !== rules.exclusiveMaximum;
  const fits = (value: number) => value >= low && value <= high && isFree(value);
  return near.find(fits) ?? (Math.max(low, high - 2) + Math.min(high, low + 2)) / 2;
}

function boundsOf(rules: JsonObject, ...keywords: readonly string[]): readonly number[] {
  return keywords.map((keyword) => rules[keyword]).filter((bound) => typeof bound === "number");
}

const MOST_TRIES = 100;

/** A string that matches the pattern of a schema, always the same. Undefined if none was found. */
function matching(
  { pattern }: JsonObject,
  least: number,
  allows: (text: string) => boolean,
): string | undefined {
  if (typeof pattern !== "string") return undefined;
  const random = numbersFrom(pattern.length);
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const text = generated(pattern, random, least + 1 + (attempt % 12));
    if (text !== undefined && allows(text)) return text;
  }
  return undefined;
}

/** Undefined if the library does not understand the pattern. It is slow for long texts, so a part of these is one character. */
function generated(pattern: string, random: () => number, longest: number): string | undefined {
  const long: string[] = [];
  try {
    const short = pattern
      .replaceAll(/\\p\{[^}]*\}/g, "[a-z]")
      .replaceAll(LONG, (_, character: string, count: string) => {
        long.push(made(character, random, longest).repeat(Number(count)));
        return PLACE;
      })
      .replaceAll(/\{(\d+),\d{4,}\}/g, "{$1,}");
    return made(short, random, longest).replaceAll(PLACE, () => long.shift() ?? "");
  } catch {
    return undefined;
  }
}

/** A character or a class of them, and how often it is repeated, if that is a thousand times or more. */
const LONG = /(\[(?:\\.|[^\]\\])*\]|\\[dw]|[\p{L}\p{N}])\{(\d{4,})(?:,\d*)?\}/gu;

/** The placeholder of a long part: a private-use character. */
const PLACE = "\uE000";

function made(source: string, random: () => number, longest: number): string {
  const generator = new RandExp(source, "");
  generator.max = longest;
  generator.randInt = (from, to) => from + Math.floor(random() * (to - from + 1));
  return generator.gen();
}

/** Numbers from 0 to 1 that depend on the seed alone. */
function numbersFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const FORMATS: { readonly [format: string]: string | undefined } = {
  date: "2019-08-24",
  "date-time": "2019-08-24T14:15:22Z",
  time: "14:15:22Z",
  duration: "P3D",
  email: "user@example.com",
  hostname: "example.com",
  ipv4: "192.168.0.1",
  ipv6: "2001:db8::1",
  "json-pointer": "/name",
  regex: "^[a-z]+$",
  uri: "https://example.com",
  "uri-reference": "/path",
  "uri-template": "https://example.com/{id}",
  url: "https://example.com",
  uuid: "497f6eca-6276-4993-bfeb-53cbbbba6f08",
  byte: "c3RyaW5n",
};
