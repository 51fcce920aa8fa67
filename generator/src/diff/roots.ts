import type { ApiModel, WebhookModel } from "../api-model/index.ts";
import { compareClientParameters } from "./compare-client-parameters.ts";
import { compareDeliveries, sameCallback } from "./compare-deliveries.ts";
import { compareErrors } from "./compare-errors.ts";
import type { TypesOfBoth } from "./compare-expressions.ts";
import { compareClients } from "./compare-facts.ts";
import { compareCalls, compareRequests, compareResponses, spotOf } from "./compare-operations.ts";
import { renamedResources, resourceRoots, resourcesByName } from "./compare-resources.ts";
import { compareOwnSecurity, compareSecurity } from "./compare-security.ts";
import { compareOwnServers, compareServers } from "./compare-servers.ts";
import { type Comparison, code, found } from "./finding.ts";
import { type MatchedOperations, matchOperations } from "./match-operations.ts";
import { callName, type OwnedOperation } from "./owned-operation.ts";
import type { Root } from "./root.ts";
import { callOf } from "./subjects.ts";

/** Compares all parts of two API versions that consumers use directly. */
export function rootsOf(before: ApiModel, after: ApiModel, types: TypesOfBoth): readonly Root[] {
  const operations = matchOperations(before, after);
  const renamed = renamedResources(before, after, operations);
  return [
    { comparison: compareClients(before, after), part: "client", resources: [] },
    { comparison: compareServers(before, after), part: "client", resources: [] },
    { comparison: compareSecurity(before, after), part: "client", resources: [] },
    { comparison: compareClientParameters(before, after), part: "client", resources: [] },
    ...resourceRoots(before, after, renamed),
    ...operationRoots(before, after, { operations, renamed }, types),
    ...eventRoots(before.webhooks, after.webhooks, types),
  ];
}

interface MatchedNames {
  readonly operations: MatchedOperations;
  /** The new names of renamed resources, by old name. */
  readonly renamed: ReadonlyMap<string, string>;
}

function operationRoots(
  before: ApiModel,
  after: ApiModel,
  { operations, renamed }: MatchedNames,
  types: TypesOfBoth,
): readonly Root[] {
  const known = new Set(resourcesByName(before).keys());
  const left = new Set(resourcesByName(after).keys());
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
