import { enumTexts } from "../../hints/index.ts";
import { entriesOf, itemsOf } from "../../spec/guards.ts";
import type { Pointer } from "../../spec/pointer.ts";
import { type CheckedObject, type Draft, define } from "../draft/index.ts";

/** The canonical members: names and descriptions by value. */
export const NAMES = "x-enum-varnames";
export const DESCRIPTIONS = "x-enum-descriptions";

/** Members with a name, or a description, for each value: as an array in the order of the values, or as an object. */
const NAME_MEMBERS = [NAMES, "x-enumNames", "x-enum-names", "x-speakeasy-enums"];
const DESCRIPTION_MEMBERS = [
  DESCRIPTIONS,
  "x-enumDescriptions",
  "x-enum-comments",
  "x-speakeasy-enum-descriptions",
];

/**
 * Reads the names and descriptions of enum values in all of their spellings. A canonical enum has them in `x-enum-varnames` and
 * `x-enum-descriptions`, by value. It runs before values are removed, because arrays depend on the order of values.
 */
export function readEnumNames(draft: Draft): void {
  for (const schema of draft.objects("schema")) {
    // All of them are in extensions, and most schemas have none.
    if (!Object.keys(schema.value).some((member) => member.startsWith("x-"))) continue;
    const values = itemsOf(schema.value.enum);
    const names = textsOf(draft, schema, values, NAME_MEMBERS, "name");
    const written = textsOf(draft, schema, values, DESCRIPTION_MEMBERS, "description");
    // An object may have descriptions by name instead of by value.
    const byName = [...names].flatMap(([value, name]) => {
      const text = written.get(value) ?? written.get(name);
      return text === undefined ? [] : [[value, text] as const];
    });
    const descriptions = new Map([...written, ...byName]);
    setTexts(schema.value, NAMES, withoutRepeated(draft, schema, names));
    setTexts(schema.value, DESCRIPTIONS, descriptions);
  }
}

/** The texts of a schema's values, by value. The first member that has one counts. */
function textsOf(
  draft: Draft,
  schema: CheckedObject,
  values: readonly unknown[],
  members: readonly string[],
  kind: "name" | "description",
): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (value: unknown, text: unknown, place: Pointer) => {
    if (text === undefined || text === null || text === "" || texts.has(String(value))) return;
    if (typeof text === "string") texts.set(String(value), text);
    else draft.report("enum-text-not-string", { value: String(value) }, place);
  };
  for (const member of members) {
    const written = schema.value[member];
    if (written === undefined) continue;
    const place = [...schema.pointer, member];
    if (Array.isArray(written) && written.length !== values.length) {
      const facts = { member, found: written.length, expected: values.length };
      draft.report("enum-texts-mismatch", facts, place);
    } else if (Array.isArray(written)) {
      for (const [index, value] of values.entries()) add(value, written[index], [...place, index]);
    } else {
      for (const [value, text] of entriesOf(written)) add(value, text, [...place, value]);
    }
  }
  for (const { place, ...hint } of enumTexts(schema.value))
    add(hint.value, hint[kind], [...schema.pointer, ...place, kind]);
  return texts;
}

/** Names that no other value has. The second value with a name keeps its value as its key. */
function withoutRepeated(
  draft: Draft,
  schema: CheckedObject,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  for (const [value, name] of names) {
    if (![...kept.values()].includes(name)) kept.set(value, name);
    else draft.report("duplicate-enum-name", { name, value }, [...schema.pointer, "enum"]);
  }
  return kept;
}

function setTexts(schema: CheckedObject["value"], member: string, texts: ReadonlyMap<string, string>): void {
  if (texts.size > 0) define(schema, member, Object.fromEntries(texts));
  else if (Object.hasOwn(schema, member)) delete (schema as Record<string, unknown>)[member];
}
