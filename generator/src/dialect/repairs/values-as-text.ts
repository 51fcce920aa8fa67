import { isRecord } from "../../spec/guards.ts";
import type { Draft } from "../draft/index.ts";
import { type OpenSchema, replace } from "../forms/schema-nodes.ts";

/**
 * A number or a boolean that is also accepted as text is a number or a boolean. Servers that describe it read text as well, but do not write
 * it:
 *
 * - ASP.NET Core has `type: [integer, string]` with the pattern of a number in JSON, for every number. In OpenAPI 3.0, where a schema has one
 *   type, it leaves `type` out.
 * - Elysia has a union with a string whose format is the other type.
 */
export function readValuesAsText(draft: Draft): void {
  const found = draft.objects("schema").flatMap(({ value, pointer }) => {
    const members = withoutText(value, pointer.at(-2) === "allOf");
    return members === undefined ? [] : [{ schema: value as OpenSchema, pointer, members }];
  });
  const [first] = found;
  if (first === undefined) return;
  draft.report("values-as-text", { count: found.length }, first.pointer);
  for (const { schema, members } of found) replace(schema, members);
  draft.changed();
}

/**
 * A schema without the text that is accepted in place of another type. Undefined if there is none.
 *
 * @param isPart Whether it is a member of `allOf`, where another member may have the type.
 */
function withoutText(schema: OpenSchema, isPart: boolean): OpenSchema | undefined {
  const type = isPart && schema.type === undefined ? undefined : numberOf(schema);
  if (type !== undefined) {
    const { pattern: _, ...others } = schema;
    return { ...others, type };
  }
  for (const union of ["anyOf", "oneOf"] as const) {
    const members = schema[union];
    if (!Array.isArray(members)) continue;
    const kept = members.filter((member) => !isTextOf(member, members));
    if (kept.length < members.length) return { ...schema, [union]: kept };
  }
  return undefined;
}

/** The type of a number that may also be text, with its `null`. Undefined for every other schema. */
function numberOf(schema: OpenSchema): OpenSchema["type"] {
  const { type, format, pattern } = schema;
  const number = typeof pattern === "string" ? NUMBER.exec(pattern) : null;
  if (number === null || hasValues(schema)) return undefined;
  if (type === undefined) {
    const { fraction, exponent } = number.groups ?? {};
    const isInteger = fraction === undefined && exponent === undefined;
    return format !== undefined && FORMATS.has(format) ? (isInteger ? "integer" : "number") : undefined;
  }
  if (!Array.isArray(type) || !type.includes("string")) return undefined;
  const others = type.filter((each) => each !== "string");
  const isNumber = others.some((each) => each === "integer" || each === "number");
  const isPlain = others.every((each) => each === "integer" || each === "number" || each === "null");
  return isNumber && isPlain ? others : undefined;
}

/** The pattern of a number in JSON (RFC 8259, section 6): the sign, the fraction and the exponent may be missing. */
const NUMBER =
  /^\^(-\?)?\(\?:0\|\[1-9\]\\d\*\)(?<fraction>\(\?:\\\.\\d\+\)\?)?(?<exponent>\(\?:\[eE\]\[\+-\]\?\\d\+\)\?)?\$$/;

/** The formats of numbers in .NET. */
const FORMATS: ReadonlySet<string> = new Set(
  "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float double decimal".split(" "),
);

/** True if a member of a union is the text of another member. */
function isTextOf(member: unknown, members: readonly unknown[]): boolean {
  if (!isRecord(member) || member.type !== "string" || member.pattern !== undefined || hasValues(member))
    return false;
  const types = TYPES[String(member.format)] ?? [];
  return members.some((other) => isRecord(other) && types.some((type) => type === other.type));
}

/** True if a schema lists its values, which say more than a format or a pattern. */
function hasValues(schema: OpenSchema): boolean {
  return schema.enum !== undefined || schema.const !== undefined;
}

/** The types that a format of text in a union stands for. */
const TYPES: { readonly [format: string]: readonly string[] | undefined } = {
  numeric: ["number", "integer"],
  integer: ["integer"],
  boolean: ["boolean"],
};
