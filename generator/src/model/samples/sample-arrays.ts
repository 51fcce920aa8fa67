import type { JsonValue } from "../../api-model/type-model.ts";
import type { Schema } from "../../spec/index.ts";
import type { Located } from "../context/context.ts";
import { isEqual } from "./json-values.ts";
import type { Fit, Sampling } from "./sampling.ts";
import { variantsOf } from "./variants.ts";

/** Maximum number of items for `minItems`. */
const MOST_ITEMS = 100;

/** An array that fits. Items without a valid value are removed as far as `minItems` allows. */
export const fitArray: Fit = (sampling, { value: schema, pointer }, value) => {
  const { items = true, prefixItems = [], minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  const given: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const most = items === false ? Math.min(maxItems, prefixItems.length) : maxItems;
  // A default of another type, such as "", is not an array. Empty arrays are not sent as parameters.
  const least = value === undefined || Array.isArray(value) ? minItems : Math.max(minItems, 1);
  const length = Math.min(Math.max(given.length, Math.min(least, MOST_ITEMS), prefixItems.length), most);
  const made = Array.from({ length }, (_, index) => {
    const own = prefixItems[index] ?? items;
    // The place varies the string.
    const place = [...pointer, "items", ...(index < given.length ? [] : [index])];
    return sampling.fit({ value: own, pointer: place }, given[index]);
  });
  const rest = { value: items, pointer };
  const all = schema.uniqueItems === true ? distinct(sampling, rest, made) : made;
  const valid = all.filter((item, index) => index < prefixItems.length || sampling.allows(rest, item));
  return valid.length < minItems ? all : valid;
};

/** Distinct items: a duplicate is varied if the schema allows it, or else removed. */
function distinct(
  sampling: Sampling,
  schema: Located<Schema>,
  items: readonly JsonValue[],
): readonly JsonValue[] {
  const taken: JsonValue[] = [];
  const isNew = (value: JsonValue) => !taken.some((other) => isEqual(other, value));
  for (const item of items) {
    const variants = isNew(item) ? [item] : variantsOf(item);
    const next = variants.find((value) => isNew(value) && isEqual(sampling.fit(schema, value), value));
    if (next !== undefined) taken.push(next);
  }
  return taken;
}
