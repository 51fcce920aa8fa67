import type { SchemaObject } from "../../../spec/index.ts";
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
    const others = shape.others.map((member, index) => kit.expression(member, `${hint}Part${index + 1}`));
    if (shape.properties.size === 0 && shape.patterns.size === 0) {
      if (others.length === 1 && others[0] !== undefined) return others[0];
      if (others.length > 0) return { kind: "intersection", members: others };
      if (shape.additional !== undefined)
        return { kind: "map", values: kit.expression(shape.additional, hint) };
      const { allOf: _, ...rest } = schema.value;
      return kit.expression({ value: rest, pointer: schema.pointer }, hint);
    }
    if (others.length === 0) return objectType(kit, schema, shape, hint);
    const base = { value: schema.value, pointer: [...schema.pointer, "allOf"] };
    return { kind: "intersection", members: [objectType(kit, base, shape, `${hint}Base`), ...others] };
  },
};

/** Reports a member that no value fits. */
function reportFalse({ context }: TypeKit, { value, pointer }: Located<SchemaObject>): void {
  const index = (value.allOf ?? []).indexOf(false);
  if (index !== -1) context.report("unsupported-keyword", { keyword: "false" }, [...pointer, "allOf", index]);
}
