import type { ApiModel } from "../api-model/api-model.ts";
import { mentionedBy, reachableFrom } from "../api-model/reach.ts";
import type { NamedType, TypeExpression } from "../api-model/type-model.ts";

/** The types that expressions use, directly or indirectly, with their response variants. In the order of the model. */
export function typesOf(model: ApiModel, roots: readonly TypeExpression[]): readonly NamedType[] {
  const found = typeNamesOf(model, roots);
  return model.types.filter(({ name }) => found.has(name));
}

/** Their names. */
export function typeNamesOf(model: ApiModel, roots: readonly TypeExpression[]): ReadonlySet<string> {
  const mentioned = mentionedIn(model);
  return reachableFrom(roots, (name) => mentioned.get(name) ?? []);
}

const known = new WeakMap<ApiModel, ReadonlyMap<string, readonly string[]>>();

/** The names that each type uses directly, by its own name. */
function mentionedIn(model: ApiModel): ReadonlyMap<string, readonly string[]> {
  const mentioned = known.get(model) ?? new Map(model.types.map((type) => [type.name, namesIn(type)]));
  known.set(model, mentioned);
  return mentioned;
}

function namesIn(type: NamedType): readonly string[] {
  const names = new Set(mentionedBy(type));
  if (type.received !== undefined) names.add(type.received);
  return [...names];
}
