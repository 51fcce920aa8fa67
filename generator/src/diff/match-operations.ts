import { type ApiModel, allResources, type OperationModel, resourceName } from "../api-model/index.ts";
import { addressOf, type OwnedOperation } from "./owned-operation.ts";

/** Matched operations of two versions, and those of only one version. */
export interface MatchedOperations {
  readonly kept: readonly { readonly before: OwnedOperation; readonly after: OwnedOperation }[];
  readonly added: readonly OwnedOperation[];
  readonly removed: readonly OwnedOperation[];
}

/** Matches operations by method and path, or else by id. */
export function matchOperations(before: ApiModel, after: ApiModel): MatchedOperations {
  const old = new Set(operationsOf(before));
  const now = new Set(operationsOf(after));
  const kept = [addressOf, ({ id }: OperationModel) => id].flatMap((keyOf) => {
    const byKey = new Map([...now].map((owned) => [keyOf(owned.operation), owned]));
    return [...old].flatMap((owned) => {
      const other = byKey.get(keyOf(owned.operation));
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
