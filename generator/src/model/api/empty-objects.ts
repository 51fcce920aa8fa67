import type { RawType } from "../../api-model/raw-types.ts";
import { partsOf, union } from "../../api-model/type-expressions.ts";
import type { NamedType, TypeExpression } from "../../api-model/type-model.ts";
import type { ModelContext } from "../context/context.ts";

/**
 * The type as programs receive it. An object without properties, `{ [key: string]: never }`, may have some in a later version of the
 * API, so its members are unknown.
 */
export function opened(type: TypeExpression): TypeExpression {
  switch (type.kind) {
    case "map":
      return { ...type, values: openedValues(type.values) };
    case "array":
      return { ...type, items: opened(type.items) };
    case "tuple":
      return {
        ...type,
        items: type.items.map(opened),
        ...(type.rest !== undefined && { rest: opened(type.rest) }),
      };
    case "union":
      return hasEmptyObject(type) ? union(type.members.map(opened)) : type;
    case "intersection":
      return { ...type, members: type.members.map(opened) };
    default:
      return type;
  }
}

/** The type of the additional properties of an object, as programs receive it. */
export function openedValues(type: TypeExpression): TypeExpression {
  return isNever(type) ? { kind: "unknown" } : opened(type);
}

/**
 * Reports the types with objects without properties that are used in both directions. They are open, so programs can send more than
 * the schema allows.
 */
export function reportEmptyObjects(
  context: ModelContext,
  types: readonly NamedType[],
  raw: ReadonlyMap<string, RawType>,
): void {
  for (const { name, direction, place } of types) {
    const type = raw.get(name);
    if (direction === "both" && type !== undefined && containsEmptyObject(type))
      context.report("unsupported-keyword", { keyword: "additionalProperties: false" }, place);
  }
}

/** Whether a type contains an object without properties, apart from the types that it refers to. */
function containsEmptyObject(type: RawType): boolean {
  switch (type.kind) {
    case "object":
      return (
        (type.additional !== undefined && (isNever(type.additional) || hasEmptyObject(type.additional))) ||
        type.properties.some((property) => hasEmptyObject(property.type))
      );
    case "union":
      return type.members.some(hasEmptyObject);
    case "alias":
      return hasEmptyObject(type.type);
    case "enum":
      return false;
  }
}

function hasEmptyObject(type: TypeExpression): boolean {
  return (type.kind === "map" && isNever(type.values)) || partsOf(type).some(hasEmptyObject);
}

function isNever({ kind }: TypeExpression): boolean {
  return kind === "never";
}
