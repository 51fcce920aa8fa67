import type { SchemaObject } from "../../spec/index.ts";

/** Changes of the properties of an object. */
export interface PropertyChoice {
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/**
 * The properties to add to and remove from an object, so that it satisfies each union whose members only require properties: one member
 * for `anyOf`, and no second one for `oneOf`.
 *
 * @param names The properties of the object.
 */
export function chooseProperties(schema: SchemaObject, names: readonly string[]): PropertyChoice {
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const { oneOf, anyOf } of alternativesOf(schema)) {
    const members = (oneOf ?? anyOf ?? []).map((member) => (typeof member === "object" ? member : {}));
    const alternatives = members.map(({ required = [] }) => required);
    const isMet = (required: readonly string[]) => required.every((name) => names.includes(name));
    const canBeMet = (required: readonly string[]) =>
      required.every((name) => schema.properties?.[name] !== undefined);
    const chosen = alternatives.find(isMet) ?? alternatives.find(canBeMet) ?? [];
    for (const name of chosen) added.add(name);
    const others = oneOf === undefined ? [] : alternatives.filter((each) => each !== chosen && isMet(each));
    for (const other of others) {
      const name = other.find((each) => !chosen.includes(each) && schema.required?.includes(each) !== true);
      if (name !== undefined) removed.add(name);
    }
  }
  return { added, removed };
}

/** Unions that the canonical document keeps separately, because types cannot express them. */
function alternativesOf(schema: SchemaObject): readonly Pick<SchemaObject, "oneOf" | "anyOf">[] {
  return schema["x-required-alternatives"] ?? [];
}
