import { type ApiModel, allResources, type OperationModel, resourceName } from "../api-model/index.ts";
import { groupBy } from "../groups.ts";
import { addressOf, type OwnedOperation } from "./owned-operation.ts";

/** Matched operations of two versions, and those of only one version. */
export interface MatchedOperations {
  readonly kept: readonly { readonly before: OwnedOperation; readonly after: OwnedOperation }[];
  readonly added: readonly OwnedOperation[];
  readonly removed: readonly OwnedOperation[];
}

/** Matches operations one to one: by method and path, then regardless of the names of path parameters, then by id. */
export function matchOperations(before: ApiModel, after: ApiModel): MatchedOperations {
  const old = new Set(operationsOf(before));
  const now = new Set(operationsOf(after));
  const keys = [
    ({ httpMethod, path }: OperationModel) => `${httpMethod} ${path}`,
    // Several operations may have the same address, as in `/models/{openAi}` and `/models/{cohere}`.
    (operation: OperationModel) => `${addressOf(operation)} ${operation.id}`,
    addressOf,
    ({ id }: OperationModel) => id,
  ];
  const kept = keys.flatMap((keyOf) => {
    const byKey = groupBy(now, ({ operation }) => keyOf(operation));
    return [...old].flatMap((owned) => {
      const other = byKey.get(keyOf(owned.operation))?.find((each) => now.has(each));
      if (other === undefined) return [];
      old.delete(owned);
      now.delete(other);
      return [{ before: owned, after: other }];
    });
  });
  return { kept, added: [...now], removed: [...old] };
}

function operationsOf({ resources }: ApiModel): readonly OwnedOperation[] {
  return allResources(resources).flatMap((resource) =>
    resource.operations.map((operation) => ({ resource: resourceName(resource), operation })),
  );
}
