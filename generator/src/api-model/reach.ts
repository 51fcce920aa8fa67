import type { RawType } from "./raw-types.ts";
import { referencesOf } from "./type-expressions.ts";
import type { Direction, TypeExpression } from "./type-model.ts";

/**
 * The names of the types that expressions use, directly or indirectly.
 *
 * @param next The names that a type uses directly.
 */
export function reachableFrom(
  roots: readonly TypeExpression[],
  next: (name: string) => readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = roots.flatMap(referencesOf);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...next(name));
  }
  return found;
}

/** The names that a type uses directly. Properties count only if they exist in the direction. */
export function mentionedBy(type: RawType, direction: Direction = "both"): readonly string[] {
  return partsOf(type, direction).flatMap(referencesOf);
}

/** The types that use each type directly, by its name. */
export function usersOf<Type extends RawType>(
  types: readonly Type[],
  mentioned: (type: Type) => readonly string[],
): ReadonlyMap<string, readonly Type[]> {
  const users = new Map<string, Type[]>();
  for (const type of types) {
    for (const name of new Set(mentioned(type))) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [type]);
      else known.push(type);
    }
  }
  return users;
}

function partsOf(type: RawType, direction: Direction): readonly TypeExpression[] {
  switch (type.kind) {
    case "object": {
      const properties = type.properties.filter(
        ({ only }) => only === undefined || direction === "both" || only === direction,
      );
      const additional = type.additional === undefined ? [] : [type.additional];
      const patterns = (type.patterns ?? []).map((pattern) => pattern.type);
      return [...properties.map((property) => property.type), ...patterns, ...additional];
    }
    case "union":
      return type.members;
    case "alias":
      return [type.type];
    case "enum":
      return [];
  }
}
