import {
  operationsOf,
  type ParamsType,
  paramsTypes,
  type ResourcePackage,
  type WebhooksPackage,
} from "@copilot-sdk/generator/kit";

/** The types of parameters that a package exports. */
export function exportedParams(pack: ResourcePackage | WebhooksPackage): readonly ParamsType[] {
  return operationsOf(pack).flatMap((operation) => [
    ...paramsTypes(operation),
    ...(operation.added ?? []).flatMap(({ params }) => params ?? []),
  ]);
}
