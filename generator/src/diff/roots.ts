import type { ApiModel, ResourceModel, WebhookModel } from "../api-model/index.ts";
import type { ApiPart } from "./api-change.ts";
import { compareDeliveries, sameCallback } from "./compare-deliveries.ts";
import { compareDocs } from "./compare-docs.ts";
import { compareErrors } from "./compare-errors.ts";
import { compareExpressions, type TypesOfBoth } from "./compare-expressions.ts";
import { compareClients, compareSessions, compareSignatures } from "./compare-facts.ts";
import {
  callName,
  compareCalls,
  compareRequests,
  compareResponses,
  type OwnedOperation,
  spotOf,
} from "./compare-operations.ts";
import { compareOwnSecurity, compareSecurity } from "./compare-security.ts";
import { compareOwnServers, compareServers } from "./compare-servers.ts";
import { type Comparison, code, found, together } from "./finding.ts";
import { type MatchedOperations, matchOperations } from "./match-operations.ts";
import { callOf } from "./subjects.ts";

/** The comparison of a part of an API that consumers use directly. */
export interface Root {
  readonly comparison: Comparison;
  /** The direction of the values of its types. */
  readonly direction?: "request" | "response";
  /** The resources of the old and the new version. */
  readonly resources: readonly string[];
  readonly operation?: string;
  readonly event?: string;
  readonly part?: ApiPart;
}

/** Compares all parts of two API versions that consumers use directly. */
export function rootsOf(before: ApiModel, after: ApiModel, types: TypesOfBoth): readonly Root[] {
  const operations = matchOperations(before, after);
  return [
    { comparison: compareClients(before, after), part: "client", resources: [] },
    { comparison: compareServers(before, after), part: "client", resources: [] },
    { comparison: compareSecurity(before, after), part: "client", resources: [] },
    { comparison: compareSignatures(before, after), part: "webhooks", resources: [] },
    ...sessionRoots(before, after, types),
    ...resourceRoots(before, after, operations),
    ...operationRoots(before, after, operations, types),
    ...eventRoots(before.webhooks, after.webhooks, types),
  ];
}

function sessionRoots(before: ApiModel, after: ApiModel, types: TypesOfBoth): readonly Root[] {
  const [old, now] = [before.sessionToken, after.sessionToken];
  const spot = { subject: "session tokens", old: ["x-session-token"], new: ["x-session-token"] };
  const payloads =
    old === undefined || now === undefined ? [] : [compareExpressions(old.payload, now.payload, types, spot)];
  const comparison = together(compareSessions(before, after), ...payloads);
  return [{ comparison, direction: "response", part: "session", resources: [] }];
}

function resourceRoots(before: ApiModel, after: ApiModel, operations: MatchedOperations): readonly Root[] {
  const renamed = renamedResources(before, after, operations);
  return [
    ...before.resources.flatMap((resource): readonly Root[] => {
      const name = renamed.get(resource.name) ?? resource.name;
      const other = after.resources.find((candidate) => candidate.name === name);
      const resources = [resource.name, name];
      if (other === undefined) {
        const spot = { subject: code(resource.name), old: resource.place, new: ["paths"] };
        return [{ comparison: found("resource-removed", spot), resources: [resource.name] }];
      }
      return [{ comparison: compareResources(resource, other), resources }];
    }),
    ...after.resources
      .filter(({ name }) => !before.resources.some((resource) => resource.name === name))
      .filter(({ name }) => ![...renamed.values()].includes(name))
      .map(({ name, place }) => ({
        comparison: found("resource-added", { subject: code(name), old: ["paths"], new: place }),
        resources: [name],
      })),
  ];
}

function compareResources(before: ResourceModel, after: ResourceModel): Comparison {
  const spot = { subject: code(after.name), old: before.place, new: after.place };
  const names = { from: code(before.name), to: code(after.name) };
  return together(
    before.name === after.name ? together() : found("resource-renamed", spot, names),
    // A renamed resource has another class, too. That is reported once.
    before.name !== after.name || before.className === after.className
      ? together()
      : found("class-renamed", spot, { from: code(before.className), to: code(after.className) }),
    compareDocs(before.docs, after.docs, spot),
  );
}

/** Renamed resources: all of their operations are now in one resource with another name. */
function renamedResources(
  before: ApiModel,
  after: ApiModel,
  { kept, removed }: MatchedOperations,
): ReadonlyMap<string, string> {
  const isThere = (name: string, { resources }: ApiModel) => resources.some((each) => each.name === name);
  const gone = before.resources.filter(({ name }) => !isThere(name, after));
  return new Map(
    gone.flatMap(({ name }) => {
      const own = kept.filter((pair) => pair.before.resource === name);
      const [target, ...others] = new Set(own.map((pair) => pair.after.resource));
      const isWhole = !removed.some(({ resource }) => resource === name);
      const isNew = target !== undefined && !isThere(target, before);
      return isWhole && isNew && others.length === 0 ? [[name, target]] : [];
    }),
  );
}

function operationRoots(
  before: ApiModel,
  after: ApiModel,
  operations: MatchedOperations,
  types: TypesOfBoth,
): readonly Root[] {
  const renamed = renamedResources(before, after, operations);
  const known = new Set(before.resources.map(({ name }) => name));
  const left = new Set(after.resources.map(({ name }) => name));
  const compareOwn = compareOwnSecurity(before, after);
  return [
    ...operations.kept.flatMap(({ before: old, after: now }): readonly Root[] => {
      const by = { operation: callName(now), resources: [old.resource, now.resource] };
      // Renaming a resource renames all of its calls. That is reported once.
      const named = { ...old, resource: renamed.get(old.resource) ?? old.resource };
      return [
        { ...by, comparison: compareCalls(named, now) },
        { ...by, comparison: compareOwn(old, now, spotOf(old, now)) },
        { ...by, comparison: compareOwnServers(old, now, spotOf(old, now)) },
        { ...by, direction: "request", comparison: compareRequests(old, now, types) },
        { ...by, direction: "response", comparison: compareResponses(old, now, types) },
        {
          ...by,
          direction: "response",
          comparison: compareErrors(old.operation, now.operation, types, spotOf(old, now)),
        },
        ...callbackComparisons(old, now, types).map((comparison) => ({
          ...by,
          direction: "response" as const,
          comparison,
        })),
      ];
    }),
    // Operations of new and removed resources are not reported.
    ...operations.added
      .filter(({ resource }) => known.has(resource))
      .map((owned) => single("operation-added", owned)),
    ...operations.removed
      .filter(({ resource }) => left.has(resource) || isPartlyKept(resource, operations))
      .map((owned) => single("operation-removed", owned)),
  ];
}

function callbackComparisons(
  before: OwnedOperation,
  after: OwnedOperation,
  types: TypesOfBoth,
): readonly Comparison[] {
  const [{ callbacks: old = [], place: oldPlace }, { callbacks: now = [], place: newPlace }] = [
    before.operation,
    after.operation,
  ];
  const kept = old.map((callback) => ({ callback, other: sameCallback(callback, old, now) }));
  const known = new Set(kept.map(({ other }) => other));
  return [
    ...kept.map(({ callback, other }) => {
      const { typeName } = other ?? callback;
      const spot = { subject: code(typeName), old: callback.place, new: other?.place ?? newPlace };
      return other === undefined
        ? found("callback-removed", spot)
        : compareDeliveries(callback, other, types, spot);
    }),
    ...now
      .filter((callback) => !known.has(callback))
      .map(({ typeName, place }) =>
        found("callback-added", { subject: code(typeName), old: oldPlace, new: place }),
      ),
  ];
}

function isPartlyKept(resource: string, { kept }: MatchedOperations): boolean {
  return kept.some(({ before }) => before.resource === resource);
}

function single(change: "operation-added" | "operation-removed", owned: OwnedOperation): Root {
  const { place } = owned.operation;
  const isNew = change === "operation-added";
  const spot = {
    subject: callOf(callName(owned)),
    old: isNew ? ["paths"] : place,
    new: isNew ? place : ["paths"],
  };
  return { comparison: found(change, spot), operation: callName(owned), resources: [owned.resource] };
}

function eventRoots(
  before: readonly WebhookModel[],
  after: readonly WebhookModel[],
  types: TypesOfBoth,
): readonly Root[] {
  const all = ["webhooks"];
  const kept = before.map((event): Root => {
    const other = after.find(({ eventType }) => eventType === event.eventType);
    const by = { event: event.eventType, part: "webhooks" as const, resources: [] };
    const spot = { subject: code(event.eventType), old: event.place, new: other?.place ?? all };
    if (other === undefined) return { ...by, comparison: found("event-removed", spot) };
    return { ...by, direction: "response", comparison: compareDeliveries(event, other, types, spot) };
  });
  const added = after
    .filter(({ eventType }) => !before.some((event) => event.eventType === eventType))
    .map(({ eventType, place }): Root => {
      const spot = { subject: code(eventType), old: all, new: place };
      return { comparison: found("event-added", spot), event: eventType, part: "webhooks", resources: [] };
    });
  return [...kept, ...added];
}
