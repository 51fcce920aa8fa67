import type { ApiModel } from "../api-model/api-model.ts";
import { mentionedBy, reachableFrom } from "../api-model/reach.ts";
import type { NamedType, TypeExpression } from "../api-model/type-model.ts";

/** The types that expressions use, directly or indirectly, with their response variants. In the order of the model. */
export function typesOf(model: ApiModel, roots: readonly TypeExpression[]): readonly NamedType[] {
  const byName = new Map(model.types.map((type) => [type.name, type]));
  const found = reachableFrom(roots, (name) => {
    const type = byName.get(name);
    return type === undefined ? [] : [...mentionedBy(type), type.received ?? []].flat();
  });
  return model.types.filter(({ name }) => found.has(name));
}
