import type { TypeExpression } from "./type-model.ts";

/** A union without repetition, without unions in it, and with `null` and `undefined` last; of one member, that member. */
export function union(members: readonly TypeExpression[]): TypeExpression {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  if (flat.some((member) => member.kind === "unknown")) return { kind: "unknown" };
  const distinct = new Map(flat.map((member) => [JSON.stringify(member), member]));
  const ordered = [...distinct.values()].sort((a, b) => rankOf(a) - rankOf(b));
  const [only] = ordered;
  if (only === undefined) return { kind: "unknown" };
  return ordered.length === 1 ? only : { kind: "union", members: ordered };
}

/** Where a member stands in a union: values first, then what stands for none. */
function rankOf({ kind }: TypeExpression): number {
  return kind === "undefined" ? 2 : kind === "null" ? 1 : 0;
}

/** The type, or `null`. */
export function nullable(type: TypeExpression): TypeExpression {
  return union([type, { kind: "null" }]);
}

/** The type where it is not `null`. */
export function withoutNull(type: TypeExpression): TypeExpression {
  return type.kind === "union" ? union(type.members.filter((member) => member.kind !== "null")) : type;
}

/** A type that is one of several, itself among them, is the others. */
export function withoutSelf(type: TypeExpression, name: string): TypeExpression {
  if (type.kind !== "union") return type;
  return union(type.members.filter((member) => member.kind !== "reference" || member.name !== name));
}

/** Applies a function to each name that an expression mentions. */
export function mapReferences(type: TypeExpression, rename: (name: string) => string): TypeExpression {
  switch (type.kind) {
    case "reference":
      return { kind: "reference", name: rename(type.name) };
    case "array":
      return { kind: "array", items: mapReferences(type.items, rename) };
    case "map":
      return { kind: "map", values: mapReferences(type.values, rename) };
    case "union":
    case "intersection":
      return { kind: type.kind, members: type.members.map((member) => mapReferences(member, rename)) };
    default:
      return type;
  }
}

/** The names that an expression mentions. */
export function referencesOf(type: TypeExpression): readonly string[] {
  switch (type.kind) {
    case "reference":
      return [type.name];
    case "array":
      return referencesOf(type.items);
    case "map":
      return referencesOf(type.values);
    case "union":
    case "intersection":
      return type.members.flatMap(referencesOf);
    default:
      return [];
  }
}
