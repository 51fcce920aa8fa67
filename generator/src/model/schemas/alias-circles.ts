import type { RawType } from "../../api-model/raw-types.ts";
import { union } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";

/**
 * The types without unions that consist of each other, which TypeScript rejects: `A = B | null` and `B = A | string`. Every value
 * of one of them is a value of the others, so each becomes the union of all other members.
 */
export function withoutAliasCircles(types: ReadonlyMap<string, RawType>): ReadonlyMap<string, RawType> {
  const circleOf = circlesOf(types);
  const result = new Map(types);
  for (const [name, circle] of circleOf) {
    const members = [...circle]
      .flatMap((each) => partsOf(types.get(each)))
      .flatMap((part) => without(part, circle));
    const type = types.get(name);
    if (type?.kind === "union") result.set(name, withMembers(type, members));
    if (type?.kind === "alias") result.set(name, { ...type, type: union(members) });
  }
  return result;
}

function withMembers(type: RawType & { kind: "union" }, members: readonly TypeExpression[]): RawType {
  const type_ = union(members);
  if (type_.kind === "union") return { ...type, members: type_.members };
  const { members: _, discriminator: __, ...base } = type;
  return { ...base, kind: "alias", type: type_ };
}

/** The members of a union, or the type of an alias. Other types may refer to themselves. */
function partsOf(type: RawType | undefined): readonly TypeExpression[] {
  if (type?.kind === "union") return type.members;
  return type?.kind === "alias" ? [type.type] : [];
}

/** A part without references to the types of a circle. Arrays and maps of them are allowed. */
function without(part: TypeExpression, circle: ReadonlySet<string>): readonly TypeExpression[] {
  if (part.kind === "reference") return circle.has(part.name) ? [] : [part];
  if (part.kind !== "union" && part.kind !== "intersection") return [part];
  const members = part.members.flatMap((member) => without(member, circle));
  return part.kind === "union" || members.length < 2 ? members : [{ ...part, members }];
}

/** The names that a part refers to directly. */
function namesIn(part: TypeExpression): readonly string[] {
  if (part.kind === "reference") return [part.name];
  return part.kind === "union" || part.kind === "intersection" ? part.members.flatMap(namesIn) : [];
}

/** The circle that each type is part of, by Tarjan's algorithm without recursion. */
function circlesOf(types: ReadonlyMap<string, RawType>): ReadonlyMap<string, ReadonlySet<string>> {
  const targets = new Map(
    [...types].map(([name, type]) => [name, [...new Set(partsOf(type).flatMap(namesIn))]]),
  );
  const circles = new Map<string, ReadonlySet<string>>();
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const enter = (name: string) => {
    index.set(name, index.size);
    lowest.set(name, index.size - 1);
    path.push(name);
    onPath.add(name);
    return { name, rest: [...(targets.get(name) ?? [])] };
  };
  const lower = (name: string, value: number) => lowest.set(name, Math.min(lowest.get(name) ?? value, value));
  for (const root of targets.keys()) {
    const open = index.has(root) ? [] : [enter(root)];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next !== undefined) {
        if (!index.has(next)) open.push(enter(next));
        else if (onPath.has(next)) lower(top.name, index.get(next) ?? 0);
        continue;
      }
      open.pop();
      const own = lowest.get(top.name) ?? 0;
      const parent = open.at(-1);
      if (parent !== undefined) lower(parent.name, own);
      if (own !== index.get(top.name)) continue;
      const circle = new Set(path.splice(path.indexOf(top.name)));
      for (const name of circle) onPath.delete(name);
      const isCircle = circle.size > 1 || targets.get(top.name)?.includes(top.name);
      if (isCircle) for (const name of circle) circles.set(name, circle);
    }
  }
  return circles;
}
