import { allResources, resourceName } from "../api-model/index.ts";
import { groupBy } from "../groups.ts";
import type { ApiChange } from "./api-change.ts";
import { type ApiVersion, diffModels } from "./diff-models.ts";
import type { ComparingFeature } from "./feature-differences.ts";
import { code } from "./finding.ts";
import type { PackageMap } from "./package-map.ts";
import { type ChangeCode, ruleOf } from "./policy.ts";

/** A version of an API with its packages. */
export interface PackagedVersion extends ApiVersion {
  readonly packages: PackageMap;
}

/** A change with the packages that it affects. */
export interface PackagedChange extends ApiChange {
  /** Folders, sorted: `sales`, `shop`. */
  readonly packages: readonly string[];
}

/**
 * Finds all changes between two versions of an API, and the packages that each affects. In addition to the changes of the API,
 * it finds resources that moved to another package, and exports that a package lost.
 *
 * @param features What packages have in addition, and compare themselves.
 */
export function diffPackages(
  before: PackagedVersion,
  after: PackagedVersion,
  features: readonly ComparingFeature[],
): readonly PackagedChange[] {
  const changes = [
    ...movedResources(before, after),
    ...withPackages(diffModels(before, after, features), before.packages, after.packages),
  ];
  return [...lostExports(before, after, changes), ...changes];
}

function movedResources(before: PackagedVersion, after: PackagedVersion): readonly PackagedChange[] {
  return Object.entries(after.packages.resources).flatMap(([resource, to]) => {
    const from = before.packages.resources[resource];
    if (from === undefined || from === to) return [];
    const facts = { subject: code(resource), from: code(from), to: code(to) };
    const place = allResources(after.model.resources).find((each) => resourceName(each) === resource)
      ?.place ?? ["paths"];
    const reach = { resources: [resource], operations: [], events: [], parts: [] };
    const location = after.locate(place);
    return [
      {
        ...breaking("resource-moved", facts),
        reach,
        old: location,
        new: location,
        packages: [from, to].sort(),
      },
    ];
  });
}

/**
 * Lost exports of packages without a breaking change of the API: names may have moved to another package, or the configuration
 * may have renamed them.
 */
function lostExports(
  before: PackagedVersion,
  after: PackagedVersion,
  changes: readonly PackagedChange[],
): readonly PackagedChange[] {
  const broken = new Set(
    changes.filter(({ level }) => level === "breaking").flatMap(({ packages }) => packages),
  );
  const folders = Object.keys(after.packages.exports).filter((folder) => !broken.has(folder));
  const lost = folders.flatMap((folder) => {
    const now = new Set(after.packages.exports[folder]);
    return (before.packages.exports[folder] ?? [])
      .filter((name) => !now.has(name))
      .map((name) => ({ folder, name }));
  });
  const homes = groupBy(lost, ({ name }) => name);
  const gone = after.locate(["paths"]);
  return [...homes].map(([name, own]) => ({
    ...breaking("export-removed", { subject: code(name), from: "", to: "" }),
    reach: { resources: [], operations: [], events: [], parts: [] },
    old: before.locate(before.model.types.find((type) => type.name === name)?.place ?? ["paths"]),
    new: gone,
    packages: own.map(({ folder }) => folder).sort(),
  }));
}

function breaking(kind: ChangeCode, facts: Parameters<ReturnType<typeof ruleOf>["message"]>[0]) {
  return { code: kind, level: "breaking" as const, message: ruleOf(kind).message(facts) };
}

/** The parts of the API that are not features. */
const OWN_PARTS = ["client", "webhooks"];

/** Adds the affected packages. A change of a resource or a feature whose package is unknown affects all of them. */
function withPackages(
  changes: readonly ApiChange[],
  before: PackageMap,
  after: PackageMap,
): readonly PackagedChange[] {
  const clients = [...new Set([...Object.values(after.resources), ...Object.values(before.resources)])];
  const webhooks = after.webhooks ?? before.webhooks;
  const foldersOf = (feature: string) =>
    [before, after].flatMap(({ features = {} }) => features[feature] ?? []);
  return changes.map((change) => {
    const { resources, events, parts } = change.reach;
    const homes = resources.map((name) => after.resources[name] ?? before.resources[name]);
    const added = parts.filter((part) => !OWN_PARTS.includes(part)).map(foldersOf);
    const isEverywhere =
      parts.includes("client") || homes.includes(undefined) || added.some(({ length }) => length === 0);
    const inClients = isEverywhere ? clients : homes.filter((folder) => folder !== undefined);
    const hasEvents = events.length > 0 || parts.includes("webhooks");
    const hasUmbrella = inClients.length > 0;
    const packages = [
      ...inClients,
      ...added.flat(),
      ...(hasEvents && webhooks !== undefined ? [webhooks] : []),
      ...(hasUmbrella && after.umbrella !== undefined ? [after.umbrella] : []),
    ];
    return { ...change, packages: [...new Set(packages)].sort() };
  });
}
