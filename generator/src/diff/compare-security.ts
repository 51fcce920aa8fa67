import {
  type ApiModel,
  type Auth,
  type OAuthFlow,
  requirementOf,
  type SecurityModel,
  type SecurityRequirement,
  type SecurityScheme,
} from "../api-model/index.ts";
import { compareDocs } from "./compare-docs.ts";
import { compareRequirements } from "./compare-requirements.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import type { OwnedOperation } from "./owned-operation.ts";

/** Compares security schemes, the requirement of the whole API, and the options of clients for credentials. */
export function compareSecurity(before: ApiModel, after: ApiModel): Comparison {
  const schemes = matchSchemes(before.security, after.security);
  const spot = { subject: "The API", old: ["security"], new: ["security"] };
  const [old, now] = [before.security.requirement, after.security.requirement];
  return together(
    ...schemes.map(([from, to]) => compareSchemes(from, to)),
    compareRequirements(renamed(old, schemes), now, spot),
    ...schemes.map(([from, to]) => compareOptions(from, to, before, after)),
  );
}

/** Compares what an operation requires, if it or its old version does not require the same as the whole API. */
export function compareOwnSecurity(
  before: ApiModel,
  after: ApiModel,
): (old: OwnedOperation, now: OwnedOperation, spot: Spot) => Comparison {
  const schemes = matchSchemes(before.security, after.security);
  return ({ operation: old }, { operation: now }, spot) => {
    if (old.security === undefined && now.security === undefined) return SAME;
    return compareRequirements(renamed(requirementOf(before, old), schemes), requirementOf(after, now), spot);
  };
}

type SchemePair = readonly [before: SecurityScheme, after: SecurityScheme];

/** Schemes of the same name, and renamed ones: those of a removed and an added name that are otherwise equal. */
function matchSchemes(before: SecurityModel, after: SecurityModel): readonly SchemePair[] {
  const same = before.schemes.flatMap((scheme): readonly SchemePair[] => {
    const other = after.schemes.find(({ name }) => name === scheme.name);
    return other === undefined ? [] : [[scheme, other]];
  });
  const added = after.schemes.filter(({ name }) => !before.schemes.some((scheme) => scheme.name === name));
  const moved = before.schemes
    .filter(({ name }) => !after.schemes.some((scheme) => scheme.name === name))
    .flatMap((scheme): readonly SchemePair[] => {
      const index = added.findIndex(({ auth }) => JSON.stringify(auth) === JSON.stringify(scheme.auth));
      const [other] = index === -1 ? [] : added.splice(index, 1);
      return other === undefined ? [] : [[scheme, other]];
    });
  return [...same, ...moved];
}

/** A requirement with the new names of its schemes. */
function renamed(requirement: SecurityRequirement, schemes: readonly SchemePair[]): SecurityRequirement {
  const names = new Map(schemes.map(([before, after]) => [before.name, after.name]));
  return requirement.map((alternative) =>
    alternative.map(({ scheme, scopes }) => ({ scheme: names.get(scheme) ?? scheme, scopes })),
  );
}

function compareSchemes(before: SecurityScheme, after: SecurityScheme): Comparison {
  const spot = {
    subject: `the security scheme ${code(after.name)}`,
    old: before.place,
    new: after.place,
  };
  const [from, to] = [authText(before.auth), authText(after.auth)];
  return together(
    from === to ? SAME : found("authentication-changed", spot, { from, to }),
    compareUrls("", urlsOf(before.auth), urlsOf(after.auth), spot),
    before.auth.kind === "oauth2" && after.auth.kind === "oauth2"
      ? compareFlows(before.auth.flows, after.auth.flows, spot)
      : SAME,
    compareDocs(docsOf(before), docsOf(after), spot),
  );
}

function docsOf({ description }: SecurityScheme): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

/** The location of the credential in a request. */
function authText(auth: Auth): string {
  switch (auth.kind) {
    case "apiKey":
      return `the ${auth.in} ${code(auth.name)}`;
    case "http":
      return `${code(auth.scheme)} authentication`;
    case "basic":
      return "basic authentication";
    case "mutualTLS":
      return "a client certificate";
    // Tokens of all kinds are sent alike.
    default:
      return "bearer authentication";
  }
}

function compareFlows(before: readonly OAuthFlow[], after: readonly OAuthFlow[], spot: Spot): Comparison {
  const flowOf = (flows: readonly OAuthFlow[], kind: string) => flows.find((flow) => flow.kind === kind);
  return together(
    ...before.map(({ kind, urls }) => {
      const other = flowOf(after, kind);
      if (other === undefined) return found("oauth-flow-removed", spot, { from: code(kind) });
      return compareUrls(`${kind}.`, urls, other.urls, spot);
    }),
    ...after
      .filter(({ kind }) => flowOf(before, kind) === undefined)
      .map(({ kind }) => found("oauth-flow-added", spot, { to: code(kind) })),
    ...lostScopes(before, after).map((scope) => found("oauth-scope-removed", spot, { from: code(scope) })),
    ...lostScopes(after, before).map((scope) => found("oauth-scope-added", spot, { to: code(scope) })),
  );
}

/** The scopes that only the first version offers. */
function lostScopes(before: readonly OAuthFlow[], after: readonly OAuthFlow[]): readonly string[] {
  const scopesOf = (flows: readonly OAuthFlow[]) => flows.flatMap(({ scopes }) => Object.keys(scopes));
  const kept = new Set(scopesOf(after));
  return [...new Set(scopesOf(before))].filter((scope) => !kept.has(scope));
}

type Urls = { readonly [name: string]: string };

function urlsOf(auth: Auth): Urls {
  if (auth.kind === "openIdConnect") return { openIdConnectUrl: auth.url };
  return auth.kind === "oauth2" && auth.metadata !== undefined ? { oauth2MetadataUrl: auth.metadata } : {};
}

/** Compares the URLs of the authorization server that both versions have. */
function compareUrls(prefix: string, before: Urls, after: Urls, spot: Spot): Comparison {
  return together(
    ...Object.entries(before).map(([name, from]) => {
      const to = after[name];
      if (to === undefined || from === to) return SAME;
      const subject = `${code(prefix + name)} of ${spot.subject}`;
      return found("oauth-url-changed", { ...spot, subject }, { from: code(from), to: code(to) });
    }),
  );
}

/** Compares the client options for the credential of a scheme that is in use in both versions. */
function compareOptions(
  from: SecurityScheme,
  to: SecurityScheme,
  before: ApiModel,
  after: ApiModel,
): Comparison {
  if (from.options.length === 0 || to.options.length === 0) return SAME;
  const spot = { subject: `the security scheme ${code(to.name)}`, old: from.place, new: to.place };
  const kept = new Set(optionsOf(to, after));
  const lost = optionsOf(from, before).filter((option) => !kept.has(option));
  const now = to.options.map(code).join(" and ");
  return together(
    ...lost.map((option) => found("client-option-renamed", spot, { from: code(option), to: now })),
  );
}

/** The options for a scheme, with `apiKey` if it stands for the scheme. */
function optionsOf({ name, options }: SecurityScheme, { security }: ApiModel): readonly string[] {
  return security.apiKey === name ? [...new Set([...options, "apiKey"])] : options;
}
