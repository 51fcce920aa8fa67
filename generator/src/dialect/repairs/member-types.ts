import { isFernStage } from "../../hints/index.ts";
import { isRecord } from "../../spec/guards.ts";

/** The type of a member, as messages describe it. */
export type MemberType = keyof typeof TESTS;

/** True if a value has a type. */
export function hasType(value: unknown, type: MemberType): boolean {
  return TESTS[type](value);
}

/** Converts a value of another type to the value that its author most likely meant. `undefined` if that is unclear. */
export function readAs(value: unknown, type: MemberType): unknown {
  const meant = READINGS[type]?.(value);
  return meant !== undefined && hasType(meant, type) ? meant : undefined;
}

const TESTS = {
  "a string": (value) => typeof value === "string",
  // A number is not converted to a name: a wrong name is worse than none.
  "a name": (value) => typeof value === "string",
  "a name or an array of names": (value) =>
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string")),
  "a name or an object": (value) => typeof value === "string" || isRecord(value),
  "a boolean": (value) => typeof value === "boolean",
  "a number": (value) => typeof value === "number",
  "a positive number": (value) => typeof value === "number" && value > 0,
  "a number or a boolean": (value) => typeof value === "number" || typeof value === "boolean",
  "an array": (value) => Array.isArray(value),
  "an array of objects of arrays": (value) =>
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && Object.values(item).every((scopes) => Array.isArray(scopes))),
  "an array of strings": (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  "a string or an array of strings": (value) =>
    typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string")),
  "a boolean or an array": (value) => typeof value === "boolean" || Array.isArray(value),
  "a boolean or a string": (value) => typeof value === "boolean" || typeof value === "string",
  "a boolean or an object": (value) => typeof value === "boolean" || isRecord(value),
  "an object": isRecord,
  "an object of strings": (value) =>
    isRecord(value) && Object.values(value).every((item) => typeof item === "string"),
  "an object of numbers": (value) =>
    isRecord(value) && Object.values(value).every((item) => item === null || typeof item === "number"),
  "an object of arrays of strings": (value) =>
    isRecord(value) &&
    Object.values(value).every(
      (list) => Array.isArray(list) && list.every((item) => typeof item === "string"),
    ),
  "aes-128-cbc": (value) => value === "aes-128-cbc",
  "hmac-sha256-of-nothing": (value) => value === "hmac-sha256-of-nothing",
  "path, query, header or cookie": isPlace,
  "path, query, querystring, header or cookie": (value) => value === "querystring" || isPlace(value),
  "data or event": (value) => value === "data" || value === "event",
  "repeat, comma or brackets": (value) => value === "repeat" || value === "comma" || value === "brackets",
  "properties or brackets": (value) => value === "properties" || value === "brackets",
  "cursor, offset, page, address, link or none": (value) =>
    typeof value === "string" && ["cursor", "offset", "page", "address", "link", "none"].includes(value),
  "alpha, beta, preview, pre-release, in-development, generally-available, stable, ga, legacy or deprecated":
    isFernStage,
  "preview or stable": (value) => value === "preview" || value === "stable",
  "apiKey, http, oauth2, openIdConnect or mutualTLS": (value) =>
    typeof value === "string" && ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"].includes(value),
} satisfies { readonly [expected: string]: (value: unknown) => boolean };

const READINGS: Partial<Record<MemberType, (value: unknown) => unknown>> = {
  "a string": textOf,
  "a boolean": (value) => (value === "true" ? true : value === "false" ? false : undefined),
  "a number": numberOf,
  "a positive number": numberOf,
  "an array of objects of arrays": requirementsOf,
  "an array of strings": textsOf,
  "a string or an array of strings": textsOf,
  "an object of strings": (value) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, item]) => {
            const text = typeof item === "string" ? item : textOf(item);
            return text === undefined ? [] : [[key, text]];
          }),
        )
      : undefined,
  "alpha, beta, preview, pre-release, in-development, generally-available, stable, ga, legacy or deprecated":
    lowerCaseOf,
  "path, query, header or cookie": lowerCaseOf,
  "path, query, querystring, header or cookie": lowerCaseOf,
};

/** In YAML, text that looks like a number or a boolean needs quotes, which are often forgotten. */
function textOf(value: unknown): string | undefined {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** Security requirements, from a single one, or from schemes without a list of scopes. */
function requirementsOf(value: unknown): readonly unknown[] | undefined {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!items.every(isRecord)) return undefined;
  return items.map((item) =>
    Object.fromEntries(
      Object.entries(item).map(([scheme, scopes]) => [scheme, Array.isArray(scopes) ? scopes : []]),
    ),
  );
}

function isPlace(value: unknown): boolean {
  return value === "path" || value === "query" || value === "header" || value === "cookie";
}

function lowerCaseOf(value: unknown): string | undefined {
  return typeof value === "string" ? value.toLowerCase() : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** An array of strings, from a single string too. In YAML, the string `null` needs quotes. */
function textsOf(value: unknown): readonly string[] | undefined {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.flatMap((item) => {
    const text = item === null ? "null" : typeof item === "string" ? item : textOf(item);
    return text === undefined ? [] : [text];
  });
  return texts.length === 0 ? undefined : texts;
}
