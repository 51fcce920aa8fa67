import {
  type CallModel,
  type OperationModel,
  type Paging,
  type Property,
  pagingText,
  type ResponseModel,
} from "../api-model/index.ts";
import { OPTION_NAMES } from "../names/words.ts";
import { compareBodies, withoutSelector } from "./compare-bodies.ts";
import { compareConstraints } from "./compare-constraints.ts";
import { compareDocs } from "./compare-docs.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import { compareProperties } from "./compare-properties.ts";
import { compareStreams } from "./compare-streams.ts";
import { compareMedia, compareStyles } from "./compare-wire.ts";
import { type Comparison, code, found, SAME, type Spot, together } from "./finding.ts";
import { addressOf, callName, type OwnedOperation } from "./owned-operation.ts";
import { callOf, parameterOf } from "./subjects.ts";

/** Compares names, paths, statuses and documentation. Requests and responses are compared separately. */
export function compareCalls(before: OwnedOperation, after: OwnedOperation): Comparison {
  const [old, now] = [before.operation, after.operation];
  const spot = spotOf(before, after);
  return together(
    compareNames(before, after, spot),
    addressOf(old) === addressOf(now)
      ? SAME
      : found("operation-path-changed", spot, { from: code(addressOf(old)), to: code(addressOf(now)) }),
    compareStatuses(old, now, spot),
    compareDocs(old.docs, now.docs, spot),
  );
}

/** Compares parameters and request bodies. */
export function compareRequests(
  before: OwnedOperation,
  after: OwnedOperation,
  types: TypesOfBoth,
): Comparison {
  const [old, now] = [before.operation, after.operation];
  const spot = spotOf(before, after);
  const renamed = renamedPathParameters(old, now);
  const owner = {
    kind: "parameter" as const,
    ...spot,
    subjectOf: (name: string) => parameterOf(callName(after), name),
  };
  const call = callName(after);
  return together(
    ...[...renamed].map(([from, to]) =>
      found("path-parameter-renamed", { ...spot, subject: code(`${call}(${to})`) }, { from: code(from) }),
    ),
    compareProperties(parametersOf(old, renamed), parametersOf(now), owner, types),
    ...comparePlaces(old, now, renamed, owner.subjectOf, spot),
    compareStyles(old, now, { renamed, subjectOf: owner.subjectOf, spot }),
    compareArguments(old, now, spot),
    compareBodies(old, now, types, { call, spot }),
  );
}

/** Compares responses. */
export function compareResponses(
  before: OwnedOperation,
  after: OwnedOperation,
  types: TypesOfBoth,
): Comparison {
  const [old, now] = [before.operation, after.operation];
  const spot = spotOf(before, after);
  const [from, to] = [kindText(old), kindText(now)];
  if (from !== to) return found("response-kind-changed", spot, { from, to });
  return together(
    comparePaging(old.call, now.call, spot),
    compareRedirects(old.response, now.response, spot),
    compareStreams(old, now, types, spot),
    compareExpressions(old.response.type, now.response.type, types, spot),
    ...compareSuccesses(old, now, types, spot),
    compareConstraints(old.response.constraints, now.response.constraints, spot),
    compareMedia(old, now, spot),
  );
}

/** Compares the types of successes that both versions distinguish. */
function compareSuccesses(
  old: OperationModel,
  now: OperationModel,
  types: TypesOfBoth,
  spot: Spot,
): readonly Comparison[] {
  const { successes = [] } = now.response;
  return (old.response.successes ?? []).flatMap(({ status, type }) => {
    const same = successes.find((success) => success.status === status);
    const own = { ...spot, subject: `the response ${status} of ${spot.subject}` };
    return same === undefined ? [] : [compareExpressions(type, same.type, types, own)];
  });
}

/** Compares whether calls return pages. A change of the style of the whole API is reported once, as one of the API. */
function comparePaging(old: CallModel, now: CallModel, spot: Spot): Comparison {
  if (old.kind !== "paged") return now.kind === "paged" ? found("paging-added", spot) : SAME;
  if (now.kind !== "paged") return found("paging-removed", spot);
  const [from, to] = [styleText(old.paging), styleText(now.paging)];
  const isCommon = old.source === "api" && now.source === "api";
  return from === to || isCommon ? SAME : found("page-style-changed", spot, { from, to });
}

/** The parts of pagination that callers depend on: how a page is selected, and where the items are. The sign of the last page may change. */
function styleText(paging: Paging): string {
  const { kind, items } = paging;
  const place = "in" in paging && paging.in === "body" ? " in the body" : "";
  const first = kind === "page" && paging.first !== undefined ? ` from ${paging.first}` : "";
  const source = kind === "cursor" ? ` from ${code((paging.next ?? paging.last ?? []).join("."))}` : "";
  const list = items.length === 0 ? "the response is the list" : `the items are in ${code(items.join("."))}`;
  return `${pagingText(paging)}${place}${first}${source} (${list})`;
}

/** Compares whether redirects are followed, which are errors otherwise. */
function compareRedirects(old: ResponseModel, now: ResponseModel, spot: Spot): Comparison {
  if (old.followsRedirects === now.followsRedirects) return SAME;
  return found(now.followsRedirects ? "redirects-followed" : "redirects-not-followed", spot);
}

const RESPONSES = {
  json: "JSON",
  binary: "binary data",
  text: "text",
  empty: "an empty body",
  any: "any media type",
  location: "the address of a redirect",
} as const;

function kindText({ call, response: { kind, kinds = {} } }: OperationModel): string {
  if (call.kind === "streamed" && call.choice === undefined) return "a stream";
  if (kind !== "mixed") return RESPONSES[kind];
  return Object.entries(kinds)
    .map(([status, own]) => `${RESPONSES[own]} (${status})`)
    .join(", ");
}

/** The positions of both versions of an operation, and its call. */
export function spotOf(before: OwnedOperation, after: OwnedOperation): Spot {
  return {
    subject: callOf(callName(after)),
    old: before.operation.place,
    new: after.operation.place,
  };
}

function compareNames(before: OwnedOperation, after: OwnedOperation, spot: Spot): Comparison {
  const [from, to] = [callOf(callName(before)), callOf(callName(after))];
  const [oldId, newId] = [before.operation.id, after.operation.id];
  return together(
    from === to ? SAME : found("operation-moved", spot, { from, to }),
    oldId === newId ? SAME : found("operation-renamed", spot, { from: code(oldId), to: code(newId) }),
  );
}

function compareStatuses(old: OperationModel, now: OperationModel, spot: Spot): Comparison {
  const [before, after] = [old, now].map(({ documented }) => documented.map(({ status }) => status));
  const without = (statuses: readonly string[] = [], others: readonly string[] = []) =>
    statuses.filter((status) => !others.includes(status));
  return together(
    ...without(after, before).map((status) => found("status-added", spot, { to: status })),
    ...without(before, after).map((status) => found("status-removed", spot, { from: status })),
  );
}

/** New names of path parameters, by old name. */
function renamedPathParameters(before: OperationModel, after: OperationModel): ReadonlyMap<string, string> {
  return new Map(
    before.pathParameters.flatMap(({ name }, index) => {
      const other = after.pathParameters[index]?.name;
      return other === undefined || other === name ? [] : [[name, other]];
    }),
  );
}

/** All parameters of a call with its usual body. */
function parametersOf(
  operation: OperationModel,
  renamed: ReadonlyMap<string, string> = new Map(),
): readonly Property[] {
  const inPath = operation.pathParameters.map((parameter) => ({
    ...parameter,
    name: renamed.get(parameter.name) ?? parameter.name,
  }));
  return [...inPath, ...withoutSelector(operation, operation.params)];
}

/** Reports parameters that moved between path, query, headers and body. */
function comparePlaces(
  before: OperationModel,
  after: OperationModel,
  renamed: ReadonlyMap<string, string>,
  subjectOf: (name: string) => string,
  spot: Spot,
): readonly Comparison[] {
  const names = new Set(parametersOf(after).map(({ name }) => name));
  return parametersOf(before, renamed)
    .filter(({ name }) => names.has(name) && ![...renamed.values()].includes(name))
    .map(({ name, place }) => {
      const [from, to] = [placeOf(name, before), placeOf(name, after)];
      return from === to
        ? SAME
        : found("parameter-moved", { ...spot, old: place, subject: subjectOf(name) }, { from, to });
    });
}

/** The location of an argument in the request. Its name may differ from the parameter that is sent. */
function placeOf(argument: string, { pathParameters, query, headers, cookies }: OperationModel): string {
  const isIn = (parameters: readonly { readonly name: string; readonly property?: string }[]) =>
    parameters.some(({ name, property = name }) => property === argument);
  if (isIn(pathParameters)) return "path";
  if (isIn(query)) return "query";
  if (isIn(headers)) return "headers";
  return isIn(cookies) ? "cookies" : "body";
}

/**
 * Compares the position of the parameters in the arguments of a call. Without parameters, the options are in their position. A
 * new required parameter is reported separately.
 */
function compareArguments(
  { params: old }: OperationModel,
  { params: now }: OperationModel,
  spot: Spot,
): Comparison {
  if (now === undefined || (old === undefined && now.required)) return SAME;
  const text = (isInOptions: boolean) => (isInOptions ? "the options" : "the argument before the options");
  const [from, to] = [text(old === undefined || old.inOptions === true), text(now.inOptions === true)];
  if (from === to) return SAME;
  const alike = now.properties.map(({ name }) => name).filter((name) => OPTION_NAMES.has(name));
  if (now.required || now.inOptions === true || alike.length === 0)
    return found("parameters-moved", spot, { from, to });
  const are = alike.length === 1 ? "is also the name of an option" : "are also names of options";
  return found("parameters-named-as-options", spot, { from: alike.map(code).join(" and "), to: are });
}
