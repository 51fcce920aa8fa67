import { union } from "../../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../../api-model/type-model.ts";
import { itemName } from "../../../names/words.ts";
import type { SchemaObject } from "../../../spec/index.ts";
import type { Located } from "../../context/context.ts";
import type { SchemaRule, TypeKit } from "./kit.ts";
import { typesOf } from "./primitives.ts";

/** An array, by its type or by its keywords. */
export const array: SchemaRule = {
  name: "array",
  matches: (schema) => {
    const [type] = typesOf(schema);
    const hasItems = schema.items !== undefined || schema.prefixItems !== undefined;
    return type === "array" || (type === undefined && hasItems);
  },
  build: (kit, schema, hint) => ({ kind: "array", items: itemsOf(kit, schema, itemName(hint)) }),
};

function itemsOf(kit: TypeKit, { value, pointer }: Located<SchemaObject>, hint: string): TypeExpression {
  const members = (value.prefixItems ?? []).map((item, index) =>
    kit.expression({ value: item, pointer: [...pointer, "prefixItems", index] }, hint),
  );
  const rest = value.items ?? members.length === 0;
  const items = rest === false ? [] : [kit.expression({ value: rest, pointer: [...pointer, "items"] }, hint)];
  return union([...members, ...items]);
}
