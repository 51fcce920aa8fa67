import type { ApiModel } from "../api-model/api-model.ts";
import { paramsNames } from "../api-model/params-types.ts";
import { allOperations, allResources } from "../api-model/resource-tree.ts";
import { eventNames } from "../names/event-names.ts";

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
  const operations = allOperations(resources);
  return new Set([
    "api",
    ...types.flatMap((type) => (type.kind === "enum" ? [type.name, type.known] : [type.name])),
    ...allResources(resources).map(({ className }) => className),
    ...operations.flatMap((operation) => [
      operation.id,
      ...paramsNames(operation),
      ...(operation.added ?? []).map(({ id }) => id),
      ...(operation.callbacks ?? []).map(({ typeName }) => typeName),
    ]),
  ]);
}
