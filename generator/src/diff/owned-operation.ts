import type { OperationModel } from "../api-model/index.ts";

/** An operation and its resource. */
export interface OwnedOperation {
  readonly resource: string;
  readonly operation: OperationModel;
}

/** `orders.list` */
export function callName({ resource, operation }: OwnedOperation): string {
  return `${resource}.${operation.method}`;
}

/** The method and path, without the names of path parameters, which are not sent. */
export function addressOf({ httpMethod, path }: OperationModel): string {
  return `${httpMethod} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
}
