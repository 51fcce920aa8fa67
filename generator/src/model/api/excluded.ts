import type { RawType } from "../../api-model/raw-types.ts";
import { partsOf, union } from "../../api-model/type-expressions.ts";
import type { NamedType, TypeExpression } from "../../api-model/type-model.ts";
import type { ModelContext } from "../context/context.ts";

/**
 * The type as programs receive it. A later version of the API may add what the schema excludes, such as a property in an object
 * without properties, `{ [key: string]: never }`, so it is unknown.
 */
export function opened(type: TypeExpression): TypeExpression {
  switch (type.kind) {
    case "never":
      return { kind: "unknown" };
    case "map":
      return { ...type, values: opened(type.values) };
    case "array":
      return { ...type, items: opened(type.items) };
    case "tuple":
      return {
        ...type,
        items: type.items.map(opened),
        ...(type.rest !== undefined && { rest: opened(type.rest) }),
      };
    case "union":
      return excludedIn(type) === undefined ? type : union(type.members.map(opened));
    case "intersection":
      return { ...type, members: type.members.map(opened) };
    default:
      return type;
  }
}

/**
 * Reports the types that exclude something and are used in both directions. They are open, so programs can send more than the schema
 * allows.
 */
export function reportExcluded(
  context: ModelContext,
  types: readonly NamedType[],
  raw: ReadonlyMap<string, RawType>,
): void {
  for (const { name, direction, place } of types) {
    const type = raw.get(name);
    const keyword = direction === "both" && type !== undefined ? excludedBy(type) : undefined;
    if (keyword !== undefined) context.report("unsupported-keyword", { keyword }, place);
  }
}

/** The keyword by which a type excludes something, apart from the types that it refers to. `undefined` if it does not. */
function excludedBy(type: RawType): string | undefined {
  switch (type.kind) {
    case "object": {
      const { additional, patterns = [], properties } = type;
      if (additional?.kind === "never") return NO_PROPERTIES;
      return firstExcluded(
        [additional ?? [], ...[...patterns, ...properties].map((part) => part.type)].flat(),
      );
    }
    case "union":
      return firstExcluded(type.members);
    case "alias":
      return excludedIn(type.type);
    case "enum":
      return undefined;
  }
}

const NO_PROPERTIES = "additionalProperties: false";

function excludedIn(type: TypeExpression): string | undefined {
  if (type.kind === "never") return "false";
  if (type.kind === "map" && type.values.kind === "never") return NO_PROPERTIES;
  if (type.kind === "array" && type.items.kind === "never") return "items: false";
  return firstExcluded(partsOf(type));
}

function firstExcluded(types: readonly TypeExpression[]): string | undefined {
  for (const type of types) {
    const keyword = excludedIn(type);
    if (keyword !== undefined) return keyword;
  }
  return undefined;
}
