import type { Declaration, Declarations } from "../../printer/declarations.ts";
import { unionMembers } from "../../printer/type-parts.ts";
import { compareSignatures } from "./compare-signatures.ts";
import { additive, breaking, type DeclarationChange, quoted, type Subject } from "./declaration-change.ts";
import { namesOnlySent } from "./directions.ts";

/** Exports of a package. */
export interface ExportSurface {
  /** Its own declarations. */
  readonly declarations: Declarations;
  /** The names of all exports. */
  readonly exports: readonly string[];
}

/**
 * Compares the current and former declarations of a package. Changes not known to be compatible are breaking. Names that it no longer exports
 * are omitted, since the comparison of its exports reports them.
 */
export function compareDeclarations(
  before: ExportSurface,
  after: ExportSurface,
): readonly DeclarationChange[] {
  const sent = namesOnlySent([before.declarations, after.declarations]);
  const [kindsBefore, kindsAfter] = [kindsByName(before.declarations), kindsByName(after.declarations)];
  const changed = Object.entries(before.declarations).flatMap(([key, old]) => {
    const [kind = "", name = ""] = key.split(" ");
    const now = after.declarations[key];
    if (now !== undefined) return compareDeclaration({ kind, name, isSent: sent.has(name) }, old, now);
    const others = kindsAfter.get(name);
    if (others === undefined) return [];
    return [breaking(`${quoted(name)} is now declared as ${others.join(" and ")}, instead of ${kind}.`)];
  });
  const gone = [...kindsBefore.keys()].filter(
    (name) => !kindsAfter.has(name) && after.exports.includes(name),
  );
  const fresh = [...kindsAfter.keys()].filter((name) => !kindsBefore.has(name));
  return [
    ...changed,
    ...gone.map((name) =>
      breaking(`The package no longer declares ${quoted(name)}, but exports that of another package.`),
    ),
    ...fresh.map((name) =>
      before.exports.includes(name)
        ? breaking(`The package declares ${quoted(name)}, instead of exporting that of another package.`)
        : additive(`Exports ${quoted(name)}.`),
    ),
  ];
}

function kindsByName(declarations: Declarations): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>();
  for (const key of Object.keys(declarations)) {
    const [kind = "", name = ""] = key.split(" ");
    kinds.set(name, [...(kinds.get(name) ?? []), kind]);
  }
  return kinds;
}

function compareDeclaration(
  subject: Subject,
  old: Declaration,
  now: Declaration,
): readonly DeclarationChange[] {
  const [before, after] = [membersOf(old), membersOf(now)];
  const { name, kind } = subject;
  const removed = [...before.keys()].filter((member) => !after.has(member));
  const fresh = [...after].filter(([member]) => !before.has(member));
  // Programs create objects of an interface, for which an index signature requires no property. They only use other declarations.
  const isNeeded = ([member, { optional }]: readonly [string, Member]) =>
    member === "<>" ||
    member === "constructor()" ||
    (kind === "interface" && !optional && !member.startsWith("["));
  const required = fresh.filter(isNeeded).map(([member]) => member);
  const others = fresh.filter((each) => !isNeeded(each)).map(([member]) => member);
  const kept = [...before].flatMap(([member, was]) => {
    const is = after.get(member);
    return is === undefined ? [] : [{ member, was, is }];
  });
  const nowRequired = kept.filter(({ was, is }) => was.optional && !is.optional);
  const nowOptional = kept.filter(({ was, is }) => !was.optional && is.optional);
  return [
    ...listed(removed, (names) => breaking(`${quoted(name)} no longer has ${names}.`)),
    ...listed(required, (names) => breaking(`${quoted(name)} has the new required ${names}.`)),
    ...listed(others, (names) => additive(`${quoted(name)} has the new ${names}.`)),
    ...listed(
      nowRequired.map(({ member }) => member),
      (names) => breaking(`${quoted(name)} now requires ${names}.`),
    ),
    ...listed(
      nowOptional.map(({ member }) => member),
      (names) => (subject.isSent ? additive : breaking)(`${quoted(name)} no longer requires ${names}.`),
    ),
    ...kept.flatMap(({ member, was, is }) => compareTexts(subject, member, was, is)),
  ];
}

/** A member without the mark of optional ones. */
interface Member {
  readonly text: string;
  readonly optional: boolean;
}

function membersOf(declaration: Declaration): ReadonlyMap<string, Member> {
  return new Map(
    Object.entries(declaration).map(([member, text]) => {
      const optional = member.endsWith("?");
      return [optional ? member.slice(0, -1) : member, { text, optional }];
    }),
  );
}

function compareTexts(
  subject: Subject,
  member: string,
  was: Member,
  is: Member,
): readonly DeclarationChange[] {
  const [from, to] = [typeOf(was, is), typeOf(is, was)];
  if (from === to) return [];
  if (member.endsWith("()")) return compareSignatures(subject, member, was.text, is.text);
  const where = quoted(member === "=" || member === "<>" ? subject.name : `${subject.name}.${member}`);
  const [old, now] = [unionMembers(from), unionMembers(to)];
  const added = [...now].filter((each) => !old.has(each));
  const isLonger = [...old].every((each) => now.has(each));
  if (isLonger && added.length === 0) return [];
  // The values or variants of a named type may grow, as in an API: consumers expect unknown ones. A name for one
  // type, such as `string`, stays a name for it.
  const isChoice = old.size > 1 || [...old].every((each) => /^["'\d-]/.test(each));
  const mayGrow = subject.kind === "type" && isChoice && !added.some((each) => PLAIN.test(each));
  if (isLonger && (subject.isSent || mayGrow))
    return [additive(`${where} may now be ${added.map(quoted).join(", ")}.`)];
  return [breaking(`The type of ${where} changed from ${quoted(from)} to ${quoted(to)}.`)];
}

/** Types that are neither a value nor a variant. */
const PLAIN = /^(?:null|undefined|string|number|bigint|boolean|symbol|object|unknown|any|true|false)$/;

/** The type of a member, without the `undefined` that an optional one accepts. */
function typeOf(member: Member, other: Member): string {
  if (!member.optional || other.optional) return member.text;
  return member.text.replace(/ \| undefined$/, "");
}

function listed(
  members: readonly string[],
  change: (names: string) => DeclarationChange,
): readonly DeclarationChange[] {
  return members.length === 0 ? [] : [change(members.map(quoted).join(", "))];
}
