import type { TypeExpression } from "../../../api-model/type-model.ts";
import { itemName } from "../../../names/words.ts";
import type { Pointer, Schema, SchemaObject } from "../../../spec/index.ts";
import { NEVER, type SchemaRule } from "./kit.ts";
import { typesOf } from "./primitives.ts";

/** An array, by its type or by its keywords. */
export const array: SchemaRule = {
  name: "array",
  matches: (schema) => {
    const [type] = typesOf(schema);
    const hasItems = schema.items !== undefined || schema.prefixItems !== undefined;
    return type === "array" || (type === undefined && hasItems);
  },
  build: (kit, schema, hint) => {
    const { prefixItems = [], items = true, maxItems } = schema.value;
    const item = (value: Schema, ...at: Pointer) =>
      kit.expression({ value, pointer: [...schema.pointer, ...at] }, itemName(hint));
    if (prefixItems.length === 0)
      return { kind: "array", items: items === false || maxItems === 0 ? NEVER : item(items, "items") };
    // An item with the schema `false` ends the tuple.
    const end = prefixItems.indexOf(false);
    return tupleOf(
      schema.value,
      prefixItems
        .slice(0, end === -1 ? undefined : end)
        .map((each, index) => item(each, "prefixItems", index)),
      items === false || end !== -1 ? undefined : item(items, "items"),
    );
  },
};

/** Items are required unless `minItems` is lower than their number. More items are allowed unless `items` or `maxItems` excludes them. */
function tupleOf(
  { minItems, maxItems }: SchemaObject,
  items: readonly TypeExpression[],
  rest: TypeExpression | undefined,
): TypeExpression {
  const most = maxItems ?? Number.POSITIVE_INFINITY;
  const first = items.slice(0, most);
  return {
    kind: "tuple",
    items: first,
    required: Math.min(minItems ?? first.length, first.length),
    ...(rest !== undefined && most > items.length && { rest }),
  };
}
