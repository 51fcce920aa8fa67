import type { RawType } from "../../api-model/raw-types.ts";
import { union } from "../../api-model/type-expressions.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { cyclesOf } from "../../cycles.ts";

/**
 * Replaces circular unions, which TypeScript rejects: `A = B | null` and `B = A | string`. Every value
 * of one of them is a value of the others, so each becomes the union of all other members.
 */
export function withoutAliasCycles(types: ReadonlyMap<string, RawType>): ReadonlyMap<string, RawType> {
  const cycleOf = cyclesOf(
    new Map([...types].map(([name, type]) => [name, [...new Set(partsOf(type).flatMap(namesIn))]])),
  );
  const result = new Map(types);
  for (const [name, cycle] of cycleOf) {
    const members = [...cycle]
      .flatMap((each) => partsOf(types.get(each)))
      .flatMap((part) => without(part, cycle));
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

/** A part without references to the types of a cycle. Arrays and maps of them are allowed. */
function without(part: TypeExpression, cycle: ReadonlySet<string>): readonly TypeExpression[] {
  if (part.kind === "reference") return cycle.has(part.name) ? [] : [part];
  if (part.kind !== "union" && part.kind !== "intersection") return [part];
  const members = part.members.flatMap((member) => without(member, cycle));
  return part.kind === "union" || members.length < 2 ? members : [{ ...part, members }];
}

/** The names that a part refers to directly. */
function namesIn(part: TypeExpression): readonly string[] {
  if (part.kind === "reference") return [part.name];
  return part.kind === "union" || part.kind === "intersection" ? part.members.flatMap(namesIn) : [];
}
