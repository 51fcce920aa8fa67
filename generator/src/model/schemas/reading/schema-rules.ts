import { sortedEntries } from "../../../api-model/order.ts";
import type { JsonValue } from "../../../api-model/type-model.ts";
import type { SchemaObject } from "../../../spec/index.ts";

/** Keywords with conditions that neither types nor limits express. */
export const CONDITIONS = [
  "contains",
  "dependentRequired",
  "dependentSchemas",
  "else",
  "if",
  "not",
  "patternProperties",
  "propertyNames",
  "then",
  "unevaluatedProperties",
] as const;

/** Members of schemas that do not restrict values. */
const ANNOTATIONS = new Set([
  "$comment",
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "externalDocs",
  "title",
]);

/** Members whose keys are names of properties. */
const MAPS = new Set(["dependentRequired", "dependentSchemas", "patternProperties", "properties"]);

/** Members that are values, not schemas. */
const VALUES = new Set(["const", "enum", "required"]);

/** The conditions of schemas that all apply, as strings by keyword: equal strings mean equal conditions. `undefined` if there are none. */
export function rulesOf(
  schemas: readonly SchemaObject[],
): { readonly [keyword: string]: string } | undefined {
  if (!schemas.some(hasCondition)) return undefined;
  const rules = CONDITIONS.flatMap((keyword) => {
    const own = schemas.flatMap((schema) => schema[keyword] ?? []) as readonly JsonValue[];
    const texts = own.map((rule) => JSON.stringify(canonical(rule, keyword)));
    return texts.length === 0 ? [] : [[keyword, [...new Set(texts)].sort().join(" and ")] as const];
  });
  return rules.length === 0 ? undefined : Object.fromEntries(rules);
}

const NAMES_OF_CONDITIONS: ReadonlySet<string> = new Set(CONDITIONS);

function hasCondition(schema: SchemaObject): boolean {
  return Object.keys(schema).some((member) => NAMES_OF_CONDITIONS.has(member));
}

/**
 * The value of a member without annotations. Its own members are sorted, because their order in the document does not matter.
 *
 * @param keyword The name of the member. Absent: the value is in a map or array, where names have no meaning.
 */
function canonical(value: JsonValue, keyword = ""): JsonValue {
  if (Array.isArray(value)) return value.map((item) => canonical(item, VALUES.has(keyword) ? keyword : ""));
  if (typeof value !== "object" || value === null) return value;
  const isSchema = !MAPS.has(keyword) && !VALUES.has(keyword);
  const below = (name: string) => (isSchema ? name : VALUES.has(keyword) ? keyword : "");
  return Object.fromEntries(
    sortedEntries(value as { readonly [name: string]: JsonValue })
      .filter(([name]) => !(isSchema && ANNOTATIONS.has(name)))
      .map(([name, own]) => [name, canonical(own, below(name))]),
  );
}
