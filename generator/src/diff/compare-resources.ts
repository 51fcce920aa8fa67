import { type ApiModel, allResources, type ResourceModel, resourceName } from "../api-model/index.ts";
import { compareDocs } from "./compare-docs.ts";
import { type Comparison, code, found, together } from "./finding.ts";
import type { MatchedOperations } from "./match-operations.ts";
import type { Root } from "./root.ts";

/** Every resource of an API by name: `chat`, `chat.completions`. */
export function resourcesByName({ resources }: ApiModel): ReadonlyMap<string, ResourceModel> {
  return new Map(allResources(resources).map((resource) => [resourceName(resource), resource]));
}

/** Compares the resources. What is reported of a resource is not reported again of those in it. */
export function resourceRoots(
  before: ApiModel,
  after: ApiModel,
  renamed: ReadonlyMap<string, string>,
): readonly Root[] {
  const [old, now] = [resourcesByName(before), resourcesByName(after)];
  const kept = new Set(renamed.values());
  const removed = [...old.keys()].filter((name) => !now.has(renamed.get(name) ?? name));
  const added = [...now.keys()].filter((name) => !old.has(name) && !kept.has(name));
  return [
    ...[...old].flatMap(([name, resource]): readonly Root[] => {
      const other = now.get(renamed.get(name) ?? name);
      if (other !== undefined)
        return [
          { comparison: compareResources(resource, other, renamed), resources: [name, resourceName(other)] },
        ];
      if (removed.includes(parentOf(name))) return [];
      const spot = { subject: code(name), old: resource.place, new: ["paths"] };
      return [{ comparison: found("resource-removed", spot), resources: [name] }];
    }),
    ...added
      .filter((name) => !added.includes(parentOf(name)))
      .map((name) => {
        const spot = { subject: code(name), old: ["paths"], new: now.get(name)?.place ?? ["paths"] };
        return { comparison: found("resource-added", spot), resources: [name] };
      }),
  ];
}

function compareResources(
  before: ResourceModel,
  after: ResourceModel,
  renamed: ReadonlyMap<string, string>,
): Comparison {
  const [from, to] = [resourceName(before), resourceName(after)];
  const spot = { subject: code(to), old: before.place, new: after.place };
  const isWithParent = before.name === after.name && renamed.get(parentOf(from)) === parentOf(to);
  return together(
    from === to || isWithParent
      ? together()
      : found("resource-renamed", spot, { from: code(from), to: code(to) }),
    // A renamed resource has another class, too. That is reported once.
    from !== to || before.className === after.className
      ? together()
      : found("class-renamed", spot, { from: code(before.className), to: code(after.className) }),
    compareDocs(before.docs, after.docs, spot),
  );
}

/**
 * Renamed resources: all of their operations are now in one resource with another name, or all resources in them in one with another
 * name.
 */
export function renamedResources(
  before: ApiModel,
  after: ApiModel,
  { kept, removed }: MatchedOperations,
): ReadonlyMap<string, string> {
  const [old, now] = [resourcesByName(before), resourcesByName(after)];
  const renamed = new Map<string, string>();
  // Nested resources come before their parent.
  for (const [name, resource] of [...old].toReversed()) {
    if (now.has(name)) continue;
    const targets = [
      ...kept.filter((pair) => pair.before.resource === name).map((pair) => pair.after.resource),
      ...resource.resources.map((inner) => {
        const target = renamed.get(resourceName(inner)) ?? "";
        return target.endsWith(`.${inner.name}`) ? parentOf(target) : "";
      }),
    ];
    const [target, ...others] = new Set(targets);
    const isWhole = !removed.some((operation) => operation.resource === name);
    if (target === undefined || others.length > 0 || !isWhole) continue;
    if (now.has(target) && !old.has(target)) renamed.set(name, target);
  }
  return renamed;
}

/** `chat` for `chat.completions`. Empty for a resource of the client. */
function parentOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf("."), 0));
}
