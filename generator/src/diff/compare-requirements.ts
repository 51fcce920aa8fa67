import type { NeededScheme, SecurityAlternative, SecurityRequirement } from "../api-model/index.ts";
import { type Comparison, code, found, type Spot, together } from "./finding.ts";

/**
 * Compares which credentials are accepted. A caller with the credentials of an old alternative must meet a new one; otherwise the
 * change is breaking, and is described by the new alternative that is most like the old one.
 */
export function compareRequirements(
  before: SecurityRequirement,
  after: SecurityRequirement,
  spot: Spot,
): Comparison {
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  const lost = old.filter((alternative) => !now.some((needed) => isMetBy(needed, alternative)));
  const gained = now.filter((alternative) => !old.some((needed) => isMetBy(needed, alternative)));
  const explained = new Set(lost.map((alternative) => nearestWith(alternative, now)));
  return together(
    ...lost.map((alternative) => loss(alternative, nearestWith(alternative, now), spot)),
    ...gained
      .filter((alternative) => !explained.has(alternative))
      .map((alternative) => gain(alternative, nearestWith(alternative, old), spot)),
  );
}

/** No requirement is the same as one alternative without credentials. */
function alternativesOf(requirement: SecurityRequirement): SecurityRequirement {
  return requirement.length === 0 ? [[]] : requirement;
}

/** True if the credentials for one alternative are enough for another. */
function isMetBy(needed: SecurityAlternative, given: SecurityAlternative): boolean {
  return hasSchemes(given, needed) && needed.every((each) => missingScopes(given, each).length === 0);
}

function hasSchemes(alternative: SecurityAlternative, others: SecurityAlternative): boolean {
  return others.every(({ scheme }) => alternative.some((own) => own.scheme === scheme));
}

function missingScopes(given: SecurityAlternative, { scheme, scopes }: NeededScheme): readonly string[] {
  const own = given.find((candidate) => candidate.scheme === scheme)?.scopes ?? [];
  return scopes.filter((scope) => !own.includes(scope));
}

/** The alternative that needs all schemes of another: no other schemes, if possible. */
function nearestWith(
  alternative: SecurityAlternative,
  others: SecurityRequirement,
): SecurityAlternative | undefined {
  if (alternative.length === 0) return undefined;
  const larger = others.filter((other) => hasSchemes(other, alternative));
  return larger.find(({ length }) => length === alternative.length) ?? larger[0];
}

function loss(lost: SecurityAlternative, successor: SecurityAlternative | undefined, spot: Spot): Comparison {
  if (lost.length === 0) return found("operation-needs-credentials", spot);
  if (successor === undefined) {
    return found("security-alternative-removed", spot, { from: alternativeText(lost) });
  }
  const more = successor.filter(({ scheme }) => !lost.some((own) => own.scheme === scheme));
  return together(
    ...more.map((scheme) => found("security-scheme-required", spot, { to: alternativeText([scheme]) })),
    ...scopesBeyond(lost, successor).map((to) => found("scope-added", spot, { to })),
  );
}

function gain(
  gained: SecurityAlternative,
  predecessor: SecurityAlternative | undefined,
  spot: Spot,
): Comparison {
  if (gained.length === 0) return found("operation-became-public", spot);
  if (predecessor === undefined) {
    return found("security-alternative-added", spot, { to: alternativeText(gained) });
  }
  const fewer = predecessor.filter(({ scheme }) => !gained.some((own) => own.scheme === scheme));
  return together(
    ...fewer.map((scheme) => found("security-scheme-unneeded", spot, { from: alternativeText([scheme]) })),
    ...scopesBeyond(gained, predecessor).map((from) => found("scope-removed", spot, { from })),
  );
}

/** The scopes of schemes in both alternatives that only the second needs. */
function scopesBeyond(fewer: SecurityAlternative, more: SecurityAlternative): readonly string[] {
  return more
    .filter(({ scheme }) => fewer.some((own) => own.scheme === scheme))
    .flatMap((needed) => missingScopes(fewer, needed).map((scope) => scopeText(scope, needed.scheme)));
}

function scopeText(scope: string, scheme: string): string {
  return `the scope ${code(scope)} of ${code(scheme)}`;
}

/** "`account` together with `secret`" */
function alternativeText(alternative: SecurityAlternative): string {
  return alternative.map(({ scheme }) => code(scheme)).join(" together with ");
}
