import type { NamedType, TypeExpression } from "../api-model/type-model.ts";

/** What the JSON of a response certainly is. `undefined` if the type allows several kinds or null. */
export function resultKind(
  type: TypeExpression,
  types: ReadonlyMap<string, NamedType>,
): "object" | "array" | undefined {
  switch (type.kind) {
    case "array":
    case "tuple":
      return "array";
    case "map":
      return "object";
    case "intersection":
      return type.members.map((member) => resultKind(member, types)).find((kind) => kind !== undefined);
    case "reference": {
      const named = types.get(type.name);
      if (named?.kind === "alias") return resultKind(named.type, types);
      return named?.kind === "object" ? "object" : undefined;
    }
    default:
      return undefined;
  }
}
