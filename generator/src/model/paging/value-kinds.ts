import type { RawType } from "../../api-model/raw-types.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { resolvedType } from "../schemas/type-properties.ts";

/** The kind of a value that is not an object or an array. `mixed`: a string or a number. */
export type ValueKind = "string" | "number" | "mixed" | "boolean" | "other";

/** The kind of the values of a type. */
export function kindOf(types: TypeBuilder, type: TypeExpression | RawType): ValueKind {
  const kinds = new Set(membersOf(types, type).map(plainKind));
  const [only] = kinds;
  if (kinds.size === 1 && only !== undefined) return only;
  // A value that may be several plain kinds, such as a number or a string.
  return [...kinds].every((kind) => kind === "string" || kind === "number") ? "mixed" : "other";
}

/** The members of a union and its nested unions, which may be circular. Any other type is its only member. */
function membersOf(
  types: TypeBuilder,
  type: TypeExpression | RawType,
): readonly (TypeExpression | RawType)[] {
  const members: (TypeExpression | RawType)[] = [];
  const seen = new Set<TypeExpression | RawType>();
  const open = [type];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind !== "union") members.push(next);
    else if (!seen.has(next)) {
      seen.add(next);
      open.push(...next.members.map((member) => resolvedType(types, member)));
    }
  }
  return members;
}

function plainKind(type: TypeExpression | RawType): ValueKind {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return type.kind;
    case "literal":
      return typeof type.value as ValueKind;
    default:
      return "other";
  }
}
