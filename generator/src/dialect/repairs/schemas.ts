import { nearest } from "../../diagnostics/index.ts";
import { isRecord, itemsOf } from "../../spec/guards.ts";
import { SCHEMA_TYPES } from "../../spec/openapi-schema.ts";
import { type Pointer, valueAt } from "../../spec/pointer.ts";
import type { CheckedObject, Draft } from "../draft/index.ts";
import { isRequiredByAll } from "../forms/schemas.ts";
import { type MeantType, meantType } from "./meant-types.ts";

/**
 * Corrects or removes unknown types and patterns with delimiters, removes empty enums, repeated values and repeated members of `oneOf`, and
 * reports required properties that are not defined.
 */
export function repairSchemas(draft: Draft): void {
  // They are removed at the end: the pointers of the other members stay valid until then.
  const repeated: Pointer[] = [];
  for (const schema of draft.objects("schema")) {
    repairType(draft, schema);
    repairPattern(draft, schema);
    repairEnum(draft, schema);
    repeated.push(...repeatedMembers(draft, schema));
    checkRequired(draft, schema);
  }
  draft.remove(repeated);
}

function repairType(draft: Draft, { value, pointer }: CheckedObject): void {
  const types = (Array.isArray(value.type) ? value.type : [value.type]).filter((type) => type !== undefined);
  const isKnown = (type: unknown): boolean => SCHEMA_TYPES.some((known) => known === type);
  const unknown = types.filter((type) => !isKnown(type)).map(String);
  if (unknown.length === 0) return;
  const place = [...pointer, "type"];
  for (const type of unknown) {
    const meant = meantType(type);
    const reading = meant === undefined ? "no type, so every value is allowed" : wordsFor(meant);
    const suggestion = meant?.type ?? nearest(type, SCHEMA_TYPES);
    draft.report("unknown-schema-type", { type, reading, suggestion }, place);
  }
  if (unknown.some((type) => meantType(type) === undefined)) {
    draft.remove([place]);
    return;
  }
  const formats = unknown.flatMap((type) => meantType(type)?.format ?? []);
  const read = types.map((type) => (isKnown(type) ? type : meantType(String(type))?.type));
  draft.set(place, Array.isArray(value.type) ? [...new Set(read)] : read[0]);
  if (formats.length === 1 && value.format === undefined) draft.set([...pointer, "format"], formats[0]);
}

function wordsFor({ type, format }: MeantType): string {
  return format === undefined ? `\`${type}\`` : `\`${type}\` with the format \`${format}\``;
}

/** Removes the delimiters and flags of a JavaScript literal: `/^a$/` is meant as `^a$`, and would match no string. */
function repairPattern(draft: Draft, { value, pointer }: CheckedObject): void {
  if (typeof value.pattern !== "string") return;
  const [, meant, flags = ""] = /^\/(\^.*\$)\/([a-z]*)$/.exec(value.pattern) ?? [];
  if (meant === undefined) return;
  const place = [...pointer, "pattern"];
  // Without another flag, the pattern means the same.
  const isSame = /^[gu]*$/.test(flags);
  const reading = isSame ? `read as \`${meant}\`` : "ignored, since patterns have no flags";
  draft.report("delimited-pattern", { pattern: value.pattern, reading, meant }, place);
  if (isSame) draft.set(place, meant);
  else draft.remove([place]);
}

function repairEnum(draft: Draft, found: CheckedObject): void {
  const { value } = found;
  if (!Array.isArray(value.enum)) return;
  const place = [...found.pointer, "enum"];
  if (value.enum.length === 0) {
    draft.report("empty-enum", {}, place);
    draft.remove([place]);
    return;
  }
  const seen = new Set<string>();
  const repeated = value.enum.flatMap((item, index) => {
    const text = JSON.stringify(item);
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    draft.report("duplicate-enum-value", { value: text }, [...place, index]);
    return [[...place, index]];
  });
  if (repeated.length > 0) draft.remove(repeated);
}

/** Reports repeated members of `oneOf`: exactly one member must allow a value, so no value of a repeated member is valid. */
function repeatedMembers(draft: Draft, { value, pointer }: CheckedObject): readonly Pointer[] {
  const texts = itemsOf(value.oneOf).map(textOfMember);
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    if (first === index) return [];
    const place = [...pointer, "oneOf", index];
    const related = [draft.place("first defined here", [...pointer, "oneOf", first])];
    draft.report("duplicate-union-member", {}, place, related);
    return [place];
  });
}

/** A member as text, for comparison. Documentation of a string, a number or a boolean does not distinguish it. */
function textOfMember(member: unknown): string {
  if (!isRecord(member) || !PLAIN.has(String(member.type))) return JSON.stringify(member);
  const rules = Object.entries(member).filter(([key]) => !ANNOTATIONS.has(key) && !key.startsWith("x-"));
  return JSON.stringify(rules.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const PLAIN: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean"]);
const ANNOTATIONS: ReadonlySet<string> = new Set(
  "title description example examples default deprecated".split(" "),
);

function checkRequired(draft: Draft, found: CheckedObject): void {
  const { value } = found;
  const { properties } = value;
  if (!isRecord(properties) || COMBINING.some((key) => key in value)) return;
  for (const [index, property] of itemsOf(value.required).entries()) {
    if (typeof property !== "string" || Object.hasOwn(properties, property)) continue;
    const { pointer } = found;
    // A member of `allOf` may require a property that another member defines.
    if (pointer.at(-2) === "allOf") return;
    if (isDefinedBesideUnion(draft, pointer, property)) continue;
    const facts = { property, suggestion: nearest(property, Object.keys(properties)) };
    draft.report("unknown-required-property", facts, [...pointer, "required", index]);
  }
}

/** True if a schema is a member of a union whose members all require a property of the object that has the union. */
function isDefinedBesideUnion(draft: Draft, pointer: Pointer, property: string): boolean {
  const keyword = pointer.at(-2);
  if (keyword !== "oneOf" && keyword !== "anyOf") return false;
  const object = valueAt(draft.root, pointer.slice(0, -2));
  return (
    isRecord(object) &&
    isRecord(object.properties) &&
    Object.hasOwn(object.properties, property) &&
    isRequiredByAll(object[keyword], property)
  );
}

const COMBINING = ["allOf", "anyOf", "oneOf", "patternProperties"];
