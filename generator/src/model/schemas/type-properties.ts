import type { RawProperty, RawType } from "../../api-model/raw-types.ts";
import { withoutAliases, withoutNull } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import type { TypeBuilder } from "./type-builder.ts";

/**
 * The properties of an object, with those of all parts of an intersection.
 *
 * @param without The direction whose properties are omitted.
 */
export function propertiesIn(
  types: TypeBuilder,
  type: TypeExpression | RawType,
  without: "request" | "response" = "request",
): readonly RawProperty[] {
  if (type.kind === "intersection") {
    return type.members.flatMap((member) => propertiesIn(types, resolvedType(types, member), without));
  }
  if (type.kind !== "object") return [];
  return type.properties.filter(({ only }) => only !== without);
}

/** The named type that an expression references, through aliases. Other expressions are returned unchanged. */
export function resolvedType(types: TypeBuilder, expression: TypeExpression): TypeExpression | RawType {
  const written = withoutNull(withoutAliases(expression, (name) => types.typeNamed(name)));
  return written.kind === "reference" ? (types.typeNamed(written.name) ?? written) : written;
}
