import type { ApiModel, NamedType, Place } from "../api-model/index.ts";
import type { Location } from "../diagnostics/index.ts";
import { groupBy } from "../groups.ts";
import type { ApiChange, Reach } from "./api-change.ts";
import type { TypesOfBoth } from "./compare-expressions.ts";
import { compareTypes } from "./compare-types.ts";
import { type ComparingFeature, featureRoots } from "./feature-differences.ts";
import { type Comparison, code, type Finding, SAME, type TypePair } from "./finding.ts";
import { CHANGE_LEVELS, type ChangeLevel } from "./levels.ts";
import type { Root } from "./root.ts";
import { rootsOf } from "./roots.ts";
import type { Rule } from "./rule.ts";
import { joined } from "./subjects.ts";

/** A version of an API. */
export interface ApiVersion {
  readonly model: ApiModel;
  /** The position of a part of its document. */
  locate(place: Place): Location;
}

/**
 * Finds all changes between two versions of an API, with their effects on consumers.
 *
 * The comparison starts with operations and events, and follows types from there. So it knows the direction of values, which
 * operations and events a change affects, and which types correspond to each other regardless of their names.
 *
 * @param features What else is compared.
 * @returns The changes sorted by level and position. Equivalent documents give the same changes.
 */
export function diffModels(
  before: ApiVersion,
  after: ApiVersion,
  features: readonly ComparingFeature[],
): readonly ApiChange[] {
  const types = { before: byName(before.model), after: byName(after.model) };
  const roots = [
    ...rootsOf(before.model, after.model, types),
    ...featureRoots(before.model, after.model, types, features),
  ];
  const compared = comparePairs(roots, types);
  const affected = [
    ...roots.flatMap((root) => root.comparison.findings.map((finding) => ({ finding, by: [root] }))),
    ...compared.flatMap(({ comparison, by }) => comparison.findings.map((finding) => ({ finding, by }))),
  ];
  return merged(affected)
    .map(({ finding, subject, by }) => changeOf(finding, subject, by, before, after))
    .sort(compareChanges);
}

/** A difference with the operations and events that it affects. */
interface Affected {
  readonly finding: Finding;
  readonly by: readonly Root[];
}

interface ComparedPair {
  readonly comparison: Comparison;
  readonly by: readonly Root[];
}

/** A pair of types with the operations and events that use it. */
interface FoundPair {
  readonly pair: TypePair;
  readonly next: readonly TypePair[];
  readonly by: Set<Root>;
  readonly holders: Set<string>;
}

/** Compares each pair of types that the roots use, once, and records which roots use it. */
function comparePairs(roots: readonly Root[], types: TypesOfBoth): readonly ComparedPair[] {
  const pairs = new Map<string, FoundPair>();
  const follow = (root: Root, begin: readonly TypePair[]) => {
    const open = [...begin];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const key = keyOf(pair);
      const known = pairs.get(key) ?? newPair(pair, types);
      pairs.set(key, known);
      known.holders.add(pair.holder);
      if (known.by.has(root)) continue;
      known.by.add(root);
      open.push(...known.next);
    }
  };
  for (const root of roots) follow(root, root.comparison.pairs);
  // Entries that are added to a Map during the iteration are visited, too.
  for (const { pair, by } of pairs.values()) {
    const own = namesake(pair, types);
    if (own === undefined || pairs.has(keyOf(own))) continue;
    for (const root of by) follow(root, [own]);
  }
  return [...pairs.values()].map(({ pair, by, holders }) => {
    const [holder, ...others] = holders;
    return { by: [...by], comparison: compare(pair, others.length === 0 ? holder : undefined, types) };
  });
}

function newPair(pair: TypePair, types: TypesOfBoth): FoundPair {
  return { pair, next: compare(pair, undefined, types).pairs, by: new Set(), holders: new Set() };
}

function keyOf({ before, after }: TypePair): string {
  return JSON.stringify([before, after]);
}

/** The types with the same name, if another type replaced the old one: imports get the type with the old name. */
function namesake({ before, after }: TypePair, types: TypesOfBoth): TypePair | undefined {
  if (before === after || !types.after.has(before)) return undefined;
  return { before, after: before, holder: code(before) };
}

function compare({ before, after }: TypePair, holder: string | undefined, types: TypesOfBoth): Comparison {
  const [old, now] = [types.before.get(before), types.after.get(after)];
  return old === undefined || now === undefined ? SAME : compareTypes(old, now, holder, types);
}

/** A difference whose subject is that of all its findings. */
interface Merged extends Affected {
  readonly subject: string;
}

/**
 * Merges findings with the same position, such as those of a shared parameter. If several types became one, their new names are one
 * finding, as is an identical sentence about the new one.
 */
function merged(affected: readonly Affected[]): readonly Merged[] {
  const shared = groupBy(affected, ({ finding: { code: kind, facts, old, new: now } }) =>
    JSON.stringify([kind, facts, old, now]),
  );
  const named = [...shared.values()].flatMap((group) =>
    mergedInto(group, joined(group.map(({ finding }) => finding.subject))),
  );
  const alike = groupBy(named, ({ finding: { code: kind, facts, new: now }, subject }) =>
    JSON.stringify([kind, facts, now, kind === "type-renamed" ? "" : subject]),
  );
  return [...alike.values()].flatMap((group) =>
    mergedInto(group, joined(group.map(({ subject }) => subject))),
  );
}

function mergedInto(group: readonly Affected[], subject: string): readonly Merged[] {
  const [first] = group;
  if (first === undefined) return [];
  return [{ finding: first.finding, subject, by: [...new Set(group.flatMap(({ by }) => by))] }];
}

function changeOf(
  finding: Finding,
  subject: string,
  by: readonly Root[],
  before: ApiVersion,
  after: ApiVersion,
): ApiChange {
  const { rule } = finding;
  const directions = [...new Set(by.flatMap(({ direction }) => direction ?? []))];
  const [only, ...others] = directions;
  const direction = others.length > 0 ? "both" : only;
  return {
    code: finding.code,
    level: levelOf(rule, directions),
    message: printable(rule.message({ subject, ...finding.facts })),
    ...(rule.help !== undefined && { help: rule.help }),
    ...(direction !== undefined && { direction }),
    reach: reachOf(by),
    old: before.locate(finding.old),
    new: after.locate(finding.new),
  };
}

/** The highest level of a change in its directions. */
function levelOf({ level }: Rule, directions: readonly ("request" | "response")[]): ChangeLevel {
  if (typeof level === "string") return level;
  const levels = directions.map((direction) => level[direction]);
  return CHANGE_LEVELS.find((candidate) => levels.includes(candidate)) ?? level.response;
}

function reachOf(by: readonly Root[]): Reach {
  const sorted = <Text extends string>(texts: readonly (Text | undefined)[]): readonly Text[] =>
    [...new Set(texts)].filter((text) => text !== undefined).sort();
  return {
    resources: sorted(by.flatMap(({ resources }) => resources)),
    operations: sorted(by.map(({ operation }) => operation)),
    events: sorted(by.map(({ event }) => event)),
    parts: sorted(by.map(({ part }) => part)),
  };
}

/** Removes control characters, so that text of a document cannot control a terminal or start a line. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ");
}

function compareChanges(left: ApiChange, right: ApiChange): number {
  const level = ({ level }: ApiChange) => CHANGE_LEVELS.indexOf(level);
  const sortKey = ({ new: place, code: kind, message }: ApiChange) =>
    [place.file, place.line, place.column, kind, message] as const;
  const [before, after] = [sortKey(left), sortKey(right)];
  const index = before.findIndex((part, position) => part !== after[position]);
  if (level(left) !== level(right)) return level(left) - level(right);
  if (index === -1) return 0;
  return (before[index] ?? "") < (after[index] ?? "") ? -1 : 1;
}

function byName({ types }: ApiModel): ReadonlyMap<string, NamedType> {
  return new Map(types.map((type) => [type.name, type]));
}
