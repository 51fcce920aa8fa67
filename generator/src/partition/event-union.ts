import type { ApiModel } from "../api-model/api-model.ts";
import { allResources } from "../api-model/resource-tree.ts";
import { eventNames } from "../names/event-names.ts";
import { API_CONSTANT, resourceNames, typeNames } from "./export-names.ts";

/** The name of the union of all events if the configuration has none. */
export const EVENT_UNION = "WebhookEvent";

/** The name of the union of all events in a package with resources: the default, or another if a part of the API has it. */
export function freeUnion(model: ApiModel, client: string): string {
  const taken = takenNames(model).add(client);
  const isFree = (name: string) => Object.values(eventNames(name)).every((each) => !taken.has(each));
  let name = EVENT_UNION;
  for (let count = 1; !isFree(name); count += 1)
    name = count === 1 ? `Any${EVENT_UNION}` : `Any${EVENT_UNION}${count}`;
  return name;
}

function takenNames({ types, resources }: ApiModel): Set<string> {
  const all = allResources(resources);
  const callbacks = all.flatMap(({ operations }) => operations.flatMap((each) => each.callbacks ?? []));
  return new Set([
    API_CONSTANT,
    ...types.flatMap(typeNames),
    ...all.flatMap(resourceNames),
    ...callbacks.map(({ typeName }) => typeName),
  ]);
}
