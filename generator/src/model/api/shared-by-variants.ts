import { SharedPropertiesFinder } from "../../api-model/shared-properties.ts";
import type { NamedType } from "../../api-model/type-model.ts";

/**
 * The types, of which unions that programs receive name the properties that all of their members have. Those that programs only
 * send do not: a variant that the document does not describe may have any properties.
 */
export function withSharedProperties(types: readonly NamedType[]): readonly NamedType[] {
  const finder = new SharedPropertiesFinder(types);
  return types.map((type) => {
    if (type.kind !== "union" || type.discriminator === undefined || type.direction === "request")
      return type;
    const shared = finder.of(type.members, type.discriminator);
    return shared === undefined ? type : { ...type, shared };
  });
}
