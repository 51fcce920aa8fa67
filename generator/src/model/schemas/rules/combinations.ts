import { union } from "../../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../../api-model/type-model.ts";
import type { Schema, SchemaObject } from "../../../spec/index.ts";
import type { Located } from "../../context/context.ts";
import { objectShape } from "../reading/object-shape.ts";
import type { SchemaRule, TypeKit } from "./kit.ts";
import { objectType } from "./objects.ts";

/** `allOf`: its objects are merged, and intersected with the other members. */
export const combination: SchemaRule = {
  name: "combination",
  matches: (schema) => schema.allOf !== undefined,
  build: (kit, schema, hint) => {
    reportFalse(kit, schema);
    const shape = objectShape(kit.context, schema);
    const isObject = shape.properties.size > 0 || shape.patterns.size > 0;
    const others = shape.others.map((member, index) => {
      const name = `${hint}Part${index + 1}`;
      return isObject && mayAddNothing(member)
        ? additionType(kit, member as Located<SchemaObject>, name)
        : kit.expression(member, name);
    });
    if (!isObject) {
      if (others.length === 1 && others[0] !== undefined) return others[0];
      if (others.length > 0) return { kind: "intersection", members: others };
      if (shape.additional !== undefined)
        return { kind: "map", values: kit.expression(shape.additional, hint) };
      const { allOf: _, ...rest } = schema.value;
      return kit.expression({ value: rest, pointer: schema.pointer }, hint);
    }
    if (others.length === 0) return objectType(kit, schema, shape, hint);
    const base = objectType(
      kit,
      { value: schema.value, pointer: [...schema.pointer, "allOf"] },
      shape,
      `${hint}Base`,
    );
    const whole: TypeExpression = { kind: "intersection", members: [base, ...others] };
    return shape.others.some(mayAddNothing) ? union([base, whole]) : whole;
  },
};

/** True if a member of `allOf` is a union of optional additions: `anyOf: [{ $ref: ... }, {}]`. */
function mayAddNothing({ value }: Located<Schema>): boolean {
  return typeof value === "object" && unionMembers(value).some(allowsEverything);
}

/** The type of a member of `allOf` next to an object. Union members that allow everything are omitted. */
function additionType(kit: TypeKit, { value, pointer }: Located<SchemaObject>, hint: string): TypeExpression {
  const named = unionMembers(value).filter((member) => !allowsEverything(member));
  const keyword = value.oneOf === undefined ? "anyOf" : "oneOf";
  return kit.expression({ value: { ...value, [keyword]: named }, pointer }, hint);
}

function unionMembers({ oneOf, anyOf }: SchemaObject): readonly Schema[] {
  return oneOf ?? anyOf ?? [];
}

/** True if a schema allows every value, because it has no keywords except annotations. */
function allowsEverything(schema: Schema): boolean {
  return typeof schema === "boolean" ? schema : Object.keys(schema).every((keyword) => NOTES.has(keyword));
}

const NOTES = new Set(["description", "title", "example", "examples", "deprecated"]);

/** Reports a member that no value fits. */
function reportFalse({ context }: TypeKit, { value, pointer }: Located<SchemaObject>): void {
  const index = (value.allOf ?? []).indexOf(false);
  if (index !== -1) context.report("unsupported-keyword", { keyword: "false" }, [...pointer, "allOf", index]);
}
