import type { Location } from "../diagnostics/index.ts";
import type { PackageModel } from "../model/index.ts";
import type { ApiChange } from "./api-change.ts";
import { code } from "./finding.ts";
import { ruleOf } from "./policy.ts";

/** A change with the packages in which consumers notice it. */
export interface PackagedChange extends ApiChange {
  /** Folders, sorted: `billing`, `copilot-sdk`. */
  readonly packages: readonly string[];
}

/** Which part of an API is in which package, by their folders. */
export interface PackageMap {
  readonly resources: { readonly [resource: string]: string };
  readonly webhooks?: string;
  readonly umbrella?: string;
}

/** The map of the packages that a model was divided into. */
export function packageMap(packages: readonly PackageModel[]): PackageMap {
  const entries = packages.flatMap((own) =>
    own.kind === "resources" ? own.resources.map(({ resource }) => [resource.name, own.folder] as const) : [],
  );
  const webhooks = packages.find(({ kind }) => kind === "webhooks")?.folder;
  const umbrella = packages.find(({ kind }) => kind === "umbrella")?.folder;
  return {
    resources: Object.fromEntries(entries),
    ...(webhooks !== undefined && { webhooks }),
    ...(umbrella !== undefined && { umbrella }),
  };
}

/** Resources that are in another package than they were, by the places of the new version. */
export function movedResources(
  before: PackageMap,
  after: PackageMap,
  placeOf: (resource: string) => Location,
): readonly PackagedChange[] {
  return Object.entries(after.resources).flatMap(([resource, to]) => {
    const from = before.resources[resource];
    if (from === undefined || from === to) return [];
    const place = placeOf(resource);
    const facts = { subject: code(resource), from: code(from), to: code(to) };
    return [
      {
        code: "resource-moved" as const,
        level: "breaking" as const,
        message: ruleOf("resource-moved").message(facts),
        reach: { resources: [resource], operations: [], events: [], parts: [] },
        old: place,
        new: place,
        packages: [from, to].sort(),
      },
    ];
  });
}

/**
 * Says which packages each change touches: those of the resources that have it, the one with the events, and the one
 * with everything. What cannot be told from the maps, such as the package of a resource that neither knows, touches all.
 *
 * @param before the packages of the old version, for what is gone.
 */
export function withPackages(
  changes: readonly ApiChange[],
  before: PackageMap,
  after: PackageMap,
): readonly PackagedChange[] {
  const clients = [...new Set([...Object.values(after.resources), ...Object.values(before.resources)])];
  return changes.map((change) => {
    const { resources, events, parts } = change.reach;
    const homes = resources.map((name) => after.resources[name] ?? before.resources[name]);
    const isEverywhere = parts.includes("client") || homes.includes(undefined);
    const inClients = isEverywhere ? clients : homes.filter((folder) => folder !== undefined);
    const hasEvents = events.length > 0 || parts.includes("webhooks");
    const hasUmbrella = inClients.length > 0 || parts.includes("session");
    const packages = [
      ...inClients,
      ...(hasEvents && after.webhooks !== undefined ? [after.webhooks] : []),
      ...(hasUmbrella && after.umbrella !== undefined ? [after.umbrella] : []),
    ];
    return { ...change, packages: [...new Set(packages)].sort() };
  });
}
