import {
  type NamedType,
  type OperationModel,
  type ParamsType,
  paramsTypes,
  type ResourcePackage,
  type WebhooksPackage,
} from "@copilot-sdk/generator/kit";

/** The types that a package declares in any of its modules. */
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

/** The types of parameters that a package exports. */
export function exportedParams(pack: ResourcePackage | WebhooksPackage): readonly ParamsType[] {
  return operationsOf(pack).flatMap((operation) => [
    ...paramsTypes(operation),
    ...[operation.upload?.params ?? []].flat(),
  ]);
}
