import type { NamedType, Property } from "../api-model/index.ts";
import { compareConstraints } from "./compare-constraints.ts";
import { compareDocs } from "./compare-docs.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import { type Comparison, found, SAME, type Spot, together } from "./finding.ts";

/** The owner of properties: a type, or a call with its parameters. */
export interface PropertyOwner {
  readonly kind: "property" | "parameter";
  readonly old: Spot["old"];
  readonly new: Spot["new"];
  subjectOf(property: string): string;
}

/** Compares properties of objects or parameters of calls by name. */
export function compareProperties(
  before: readonly Property[],
  after: readonly Property[],
  owner: PropertyOwner,
  types: TypesOfBoth,
): Comparison {
  const kept = before.flatMap((property) => {
    const other = after.find(({ name }) => name === property.name);
    const spot = { subject: owner.subjectOf(property.name), old: property.place };
    if (other !== undefined) {
      return [compareProperty(property, other, owner.kind, { ...spot, new: other.place }, types)];
    }
    return [found(`${owner.kind}-removed`, { ...spot, new: owner.new })];
  });
  const added = after
    .filter(({ name }) => !before.some((property) => property.name === name))
    .map(({ name, required, place }) =>
      found(required ? `required-${owner.kind}-added` : `${owner.kind}-added`, {
        subject: owner.subjectOf(name),
        old: owner.old,
        new: place,
      }),
    );
  return together(...kept, ...added);
}

function compareProperty(
  before: Property,
  after: Property,
  kind: PropertyOwner["kind"],
  spot: Spot,
  types: TypesOfBoth,
): Comparison {
  const type = compareExpressions(before.type, after.type, types, spot);
  const isOther = type.findings.some(({ code }) => code === "type-changed" || code === "type-narrowed");
  return together(
    compareRequired(before.required, after.required, kind, spot),
    type,
    // Formats and limits of different types are not comparable.
    isOther ? SAME : compareConstraints(before.constraints, after.constraints, spot),
    hasWordsOfType(before, types.before) && hasWordsOfType(after, types.after)
      ? SAME
      : compareDocs(before.docs, after.docs, spot),
  );
}

function compareRequired(
  before: boolean,
  after: boolean,
  kind: PropertyOwner["kind"],
  spot: Spot,
): Comparison {
  if (before === after) return SAME;
  return found(after ? `${kind}-became-required` : `${kind}-became-optional`, spot);
}

/** True if the documentation of a property is that of its type, which is compared separately. */
function hasWordsOfType({ type, docs }: Property, types: ReadonlyMap<string, NamedType>): boolean {
  const members = type.kind === "union" ? type.members : [type];
  return members.some((member) => {
    const named = member.kind === "reference" ? types.get(member.name)?.docs : undefined;
    return (
      named !== undefined && named.description === docs.description && named.deprecated === docs.deprecated
    );
  });
}
