import type { Documentation, Int64Type } from "../../../api-model/type-model.ts";
import { deprecationHint } from "../../../hints/index.ts";
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
  const facts = (schema === undefined ? [] : factsOf(schema, int64)).filter(
    (fact) => !SAID[fact]?.test(description ?? ""),
  );
  const hint = deprecationHint(described);
  const isDeprecated = described.deprecated === true || hint.deprecated;
  const deprecated = isDeprecated ? (described["x-deprecated-reason"] ?? hint.reason ?? true) : undefined;
  const preview = described["x-stability"] === "preview" ? (described["x-doubt"] ?? true) : undefined;
  return {
    ...(isText(summary) && { summary: summary.trim() }),
    ...(isText(description) && { description: description.trim() }),
    ...(facts.length > 0 && { facts }),
    ...(deprecated !== undefined && { deprecated }),
    ...(preview !== undefined && { preview }),
  };
}

/** Annotations that a `$ref` inherits unless it overrides them. */
export function annotationsOf({ description, deprecated }: SchemaObject): SchemaObject {
  return { ...(description !== undefined && { description }), ...(deprecated === true && { deprecated }) };
}

/** Format, default and limits as short phrases. */
function factsOf(schema: SchemaObject, int64: Int64Type | undefined): readonly string[] {
  const facts: string[] = [];
  const format = FORMATS.get(schema.format);
  if (format !== undefined) facts.push(format);
  if (isInexact(schema)) facts.push(INT64_FACTS[int64 ?? "number"]);
  if (schema.default !== undefined && typeof schema.default !== "object") {
    facts.push(`Default \`${JSON.stringify(schema.default)}\``);
  }
  const { minLength, maxLength, minItems, maxItems } = schema;
  facts.push(...rangeFacts(lowestOf(schema), highestOf(schema), ""));
  facts.push(...rangeFacts(minLength === 1 ? undefined : minLength, maxLength, " characters"));
  if (minLength === 1 && schema.enum === undefined) facts.push("Not empty");
  facts.push(...rangeFacts(minItems, maxItems, " items"));
  return facts;
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

function rangeFacts(low: number | undefined, high: number | undefined, unit: string): readonly string[] {
  const one = (limit: number) => (limit === 1 ? unit.replace(/s$/, "") : unit);
  if (low !== undefined && low === high) return [`Exactly ${low}${one(low)}`];
  if (low !== undefined && high !== undefined) return [`From ${low} to ${high}${unit}`];
  if (low !== undefined) return [`At least ${low}${one(low)}`];
  return high === undefined ? [] : [`At most ${high}${one(high)}`];
}

function lowestOf({ minimum, exclusiveMinimum }: SchemaObject): number | undefined {
  return typeof exclusiveMinimum === "number" ? undefined : minimum;
}

function highestOf({ maximum, exclusiveMaximum }: SchemaObject): number | undefined {
  return typeof exclusiveMaximum === "number" ? undefined : maximum;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
