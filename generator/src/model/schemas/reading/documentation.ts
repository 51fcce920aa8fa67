import type { Documentation, Int64Type } from "../../../api-model/type-model.ts";
import { deprecationHint, isPreviewHint } from "../../../hints/index.ts";
import type {
  DeprecationExtension,
  Extensible,
  SchemaObject,
  StabilityExtension,
} from "../../../spec/index.ts";
import { isInexact } from "./int64.ts";

interface Described extends Extensible, StabilityExtension, DeprecationExtension {
  readonly deprecated?: boolean;
  readonly summary?: string;
  readonly description?: string;
}

/**
 * The documentation of a part of the document.
 *
 * @param schema Its facts are part of the documentation.
 * @param int64 The type of 64-bit integers. Default: a number.
 */
export function documentationOf(
  described: Described,
  schema?: SchemaObject,
  int64?: Int64Type,
): Documentation {
  const { summary, description } = described;
  const facts = schema === undefined ? [] : factsOf(schema, int64, description ?? "");
  const hint = deprecationHint(described);
  const isDeprecated = described.deprecated === true || hint.deprecated;
  const deprecated = isDeprecated ? (described["x-deprecated-reason"] ?? hint.reason ?? true) : undefined;
  const isPreview = described["x-stability"] === "preview" || isPreviewHint(described);
  const preview = isPreview ? (described["x-doubt"] ?? true) : undefined;
  // Assigned one by one, since there are very many.
  const docs: { -readonly [Member in keyof Documentation]: Documentation[Member] } = {};
  if (isText(summary)) docs.summary = summary.trim();
  if (isText(description)) docs.description = description.trim();
  if (facts.length > 0) docs.facts = facts;
  if (deprecated !== undefined) docs.deprecated = deprecated;
  if (preview !== undefined) docs.preview = preview;
  return docs;
}

/** Annotations that a `$ref` inherits unless it overrides them. */
export function annotationsOf({ description, deprecated }: SchemaObject): SchemaObject {
  return { ...(description !== undefined && { description }), ...(deprecated === true && { deprecated }) };
}

/** Format, default and limits as short phrases, without those that the description contains. */
function factsOf(schema: SchemaObject, int64: Int64Type | undefined, description: string): readonly string[] {
  const facts: string[] = [];
  const format = FORMATS.get(schema.format);
  if (format !== undefined) facts.push(format);
  if (isInexact(schema)) facts.push(INT64_FACTS[int64 ?? "number"]);
  if (schema.default !== undefined && typeof schema.default !== "object") {
    facts.push(`Default \`${JSON.stringify(schema.default)}\``);
  }
  const { minLength, maxLength, minItems, maxItems } = schema;
  const range = (low: number | undefined, high: number | undefined, unit: string) => {
    // A minimum of 0 is only documented for numbers.
    const isEmpty = (low ?? high) === undefined || (low === 0 && high === undefined && unit !== "");
    if (!isEmpty) facts.push(rangeFact(low, high, unit));
  };
  range(lowestOf(schema), highestOf(schema), "");
  range(minLength === 1 ? undefined : minLength, maxLength, " characters");
  if (minLength === 1 && schema.enum === undefined) facts.push("Not empty");
  range(minItems, maxItems, " items");
  // The type already excludes properties.
  range(schema.minProperties, schema.maxProperties === 0 ? undefined : schema.maxProperties, " properties");
  facts.push(...factsOfNames(schema));
  return facts.length === 0 ? facts : facts.filter((fact) => !SAID[fact]?.test(description));
}

/** The limits of the names of properties. */
function factsOfNames({ propertyNames }: SchemaObject): readonly string[] {
  if (typeof propertyNames !== "object") return [];
  const { minLength, maxLength } = propertyNames;
  const least = minLength === 0 ? undefined : minLength;
  if ((least ?? maxLength) === undefined) return [];
  return [`Names: ${lowerFirst(rangeFact(least, maxLength, " characters"))}`];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const INT64_FACTS = {
  number: "64-bit integer; digits are lost beyond 2^53",
  bigint: "64-bit integer",
  string: "64-bit integer, as a string of digits",
} as const;

/** Facts that are omitted if the description contains these words. */
const SAID: { readonly [fact: string]: RegExp | undefined } = {
  "Email address": /e-?mail/i,
  URL: /\b(url|address)\b/i,
  UUID: /uuid/i,
  "Not empty": /\bnot (be )?(blank|empty)\b/i,
};

/** Formats that are documented. The others add nothing to the type. */
const FORMATS: ReadonlyMap<string | undefined, string> = new Map([
  ["date-time", "RFC 3339 date and time"],
  ["date", "RFC 3339 date, `2026-01-31`"],
  ["time", "RFC 3339 time"],
  ["duration", "ISO 8601 duration"],
  ["uuid", "UUID"],
  ["email", "Email address"],
  ["uri", "URL"],
  ["url", "URL"],
]);

function rangeFact(low: number | undefined, high: number | undefined, unit: string): string {
  const limit = (value: number | undefined) =>
    `${value}${value === 1 ? unit.replace(/ies$/, "y").replace(/s$/, "") : unit}`;
  if (low === undefined) return `At most ${limit(high)}`;
  if (low === high) return `Exactly ${limit(low)}`;
  return high === undefined ? `At least ${limit(low)}` : `From ${low} to ${high}${unit}`;
}

function lowestOf({ minimum, exclusiveMinimum }: SchemaObject): number | undefined {
  return typeof exclusiveMinimum === "number" ? undefined : ofOwnRange(minimum);
}

function highestOf({ maximum, exclusiveMaximum }: SchemaObject): number | undefined {
  return typeof exclusiveMaximum === "number" ? undefined : ofOwnRange(maximum);
}

/** A limit, unless it is 2^53 - 1 or beyond in either direction. Zod writes it for every integer, so it means nothing. */
function ofOwnRange(limit: number | undefined): number | undefined {
  return limit === undefined || Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
