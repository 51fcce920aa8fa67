import type { OperationModel } from "../api-model/api-model.ts";
import type { NamedType } from "../api-model/type-model.ts";
import type { ResourcePackage, WebhooksPackage } from "./package-model.ts";

/** The types that a package declares in any of its modules, each once. */
export function declaredTypes(pack: ResourcePackage | WebhooksPackage): readonly NamedType[] {
  if (pack.kind === "webhooks") return pack.types;
  const { models, resources, callbacks, events } = pack;
  const all = [
    ...models,
    ...resources.flatMap(({ types }) => types),
    ...(callbacks?.types ?? []),
    ...(events?.types ?? []),
  ];
  return [...new Map(all.map((type) => [type.name, type])).values()];
}

/** The operations of a package. */
export function operationsOf(pack: ResourcePackage | WebhooksPackage): readonly OperationModel[] {
  return pack.kind === "webhooks" ? [] : pack.resources.flatMap(({ resource }) => resource.operations);
}
