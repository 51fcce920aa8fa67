import { asObject, below, type JsonObject } from "./json.ts";

/** An operation, or an event that the API sends. */
export interface OperationPlace {
  readonly pointer: string;
  /** `GET` */
  readonly method: string;
  /** `/v1/tasks/{id}`, or the name of an event. */
  readonly path: string;
  readonly operation: JsonObject;
  readonly isEvent: boolean;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** All operations and events of a document, in document order. */
export function operationsOf(document: JsonObject): readonly OperationPlace[] {
  return (["paths", "webhooks"] as const).flatMap((section) =>
    Object.entries(asObject(document[section])).flatMap(([path, item]) =>
      METHODS.filter((method) => asObject(item)[method] !== undefined).map((method) => ({
        pointer: below("", section, path, method),
        method: method.toUpperCase(),
        path,
        operation: asObject(asObject(item)[method]),
        isEvent: section === "webhooks",
      })),
    ),
  );
}
