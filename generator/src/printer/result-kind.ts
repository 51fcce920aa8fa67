import { withoutAliases } from "../api-model/type-expressions.ts";
import type { NamedType, TypeExpression } from "../api-model/type-model.ts";

/** The JSON kind of a response. `undefined` if the type allows several kinds or null. */
export function resultKind(
  type: TypeExpression,
  types: ReadonlyMap<string, NamedType>,
): "object" | "array" | undefined {
  const written = withoutAliases(type, (name) => types.get(name));
  switch (written.kind) {
    case "array":
    case "tuple":
      return "array";
    case "map":
      return "object";
    case "intersection":
      return written.members.map((member) => resultKind(member, types)).find((kind) => kind !== undefined);
    case "reference":
      return types.get(written.name)?.kind === "object" ? "object" : undefined;
    default:
      return undefined;
  }
}
