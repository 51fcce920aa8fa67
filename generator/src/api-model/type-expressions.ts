import type { RawType } from "./raw-types.ts";
import type { TypeExpression } from "./type-model.ts";

/** A flat union without duplicates, with `null` and `undefined` last. A single member is returned as is. */
export function union(members: readonly TypeExpression[]): TypeExpression {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  if (flat.some((member) => member.kind === "unknown")) return { kind: "unknown" };
  if (flat.length === 1 && flat[0] !== undefined) return flat[0];
  const distinct = new Map(flat.map((member) => [keyOf(member), member]));
  const ordered = [...distinct.values()].sort((a, b) => rankOf(a) - rankOf(b));
  const [only] = ordered;
  if (only === undefined) return { kind: "unknown" };
  return ordered.length === 1 ? only : { kind: "union", members: ordered };
}

/** A text that only equal types have. Most types consist of their kind alone, or are references. */
function keyOf(type: TypeExpression): string {
  if (type.kind === "reference") return type.name;
  return Object.keys(type).length === 1 ? `(${type.kind})` : JSON.stringify(type);
}

/** The position of a member in a union. */
function rankOf({ kind }: TypeExpression): number {
  return kind === "undefined" ? 2 : kind === "null" ? 1 : 0;
}

/** The type, or `null`. */
export function nullable(type: TypeExpression): TypeExpression {
  return union([type, { kind: "null" }]);
}

/** The type without `null`. */
export function withoutNull(type: TypeExpression): TypeExpression {
  return type.kind === "union" ? union(type.members.filter((member) => member.kind !== "null")) : type;
}

/** Removes a type from a union that it contains itself. */
export function withoutSelf(type: TypeExpression, name: string): TypeExpression {
  if (type.kind !== "union") return type;
  return union(type.members.filter((member) => member.kind !== "reference" || member.name !== name));
}

/** Renames all references in an expression. */
export function mapReferences(type: TypeExpression, rename: (name: string) => string): TypeExpression {
  switch (type.kind) {
    case "reference":
      return { kind: "reference", name: rename(type.name) };
    case "array":
      return { kind: "array", items: mapReferences(type.items, rename) };
    case "tuple":
      return {
        ...type,
        items: type.items.map((item) => mapReferences(item, rename)),
        ...(type.rest !== undefined && { rest: mapReferences(type.rest, rename) }),
      };
    case "map":
      return {
        ...type,
        values: mapReferences(type.values, rename),
        ...(type.keys !== undefined && { keys: mapReferences(type.keys, rename) }),
      };
    case "union":
    case "intersection":
      return { kind: type.kind, members: type.members.map((member) => mapReferences(member, rename)) };
    default:
      return type;
  }
}

/** The names that an expression references. */
export function referencesOf(type: TypeExpression): readonly string[] {
  return type.kind === "reference" ? [type.name] : partsOf(type).flatMap(referencesOf);
}

/** The expressions that an expression consists of. */
export function partsOf(type: TypeExpression): readonly TypeExpression[] {
  switch (type.kind) {
    case "array":
      return [type.items];
    case "tuple":
      return [...type.items, type.rest ?? []].flat();
    case "map":
      return [type.values, type.keys ?? []].flat();
    case "union":
    case "intersection":
      return type.members;
    default:
      return [];
  }
}

/**
 * The expression that an alias stands for, through any number of aliases. Other expressions are returned unchanged, and so are
 * references to aliases of each other.
 *
 * @param typeNamed The type with a name.
 */
export function withoutAliases(
  type: TypeExpression,
  typeNamed: (name: string) => RawType | undefined,
): TypeExpression {
  const passed = new Set<RawType>();
  let result = type;
  for (;;) {
    const named = result.kind === "reference" ? typeNamed(result.name) : undefined;
    if (named?.kind !== "alias" || passed.has(named)) return result;
    passed.add(named);
    result = named.type;
  }
}
