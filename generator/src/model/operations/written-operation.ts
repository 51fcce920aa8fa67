import type { HttpMethod } from "../../api-model/api-model.ts";
import { compareNames } from "../../api-model/order.ts";
import { camelName } from "../../names/words.ts";
import {
  HTTP_METHODS,
  type OperationObject,
  type ParameterObject,
  type Pointer,
  type ServerObject,
} from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { wordsOfPath } from "./owner-name.ts";

/** An operation of the document, with the parameters of its path. */
export interface WrittenOperation extends Located<OperationObject> {
  readonly id: string;
  readonly tag: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly parameters: readonly Located<ParameterObject>[];
  /** Its own servers, or those of its path. */
  readonly servers: Located<readonly ServerObject[]> | undefined;
}

/** Every operation of the document, sorted by id. */
export function writtenOperations(context: ModelContext): readonly WrittenOperation[] {
  const { paths = {} } = context.document.root;
  const operations = Object.entries(paths).flatMap(([path, item]) => {
    return HTTP_METHODS.flatMap((method) => {
      const value = item[method];
      if (value === undefined) return [];
      const pointer = ["paths", path, method];
      const id = context.claim("operation", idOf(value, method, path), pointer);
      const tag = value.tags?.[0] ?? "default";
      const parameters = (value.parameters ?? []).map((parameter, index) =>
        context.resolve<ParameterObject>(parameter, [...pointer, "parameters", index]),
      );
      const servers =
        value.servers === undefined
          ? located(item.servers, ["paths", path, "servers"])
          : located(value.servers, [...pointer, "servers"]);
      return [
        { value, pointer, id, tag, method: method.toUpperCase() as HttpMethod, path, parameters, servers },
      ];
    });
  });
  return operations.sort((a, b) => compareNames(a.id, b.id));
}

function located<Value>(value: Value | undefined, pointer: Pointer): Located<Value> | undefined {
  return value === undefined ? undefined : { value, pointer };
}

function idOf(operation: OperationObject, method: string, path: string): string {
  const name = camelName(operation.operationId ?? `${method} ${wordsOfPath(path)}`);
  return name === API_CONSTANT ? `${name}Operation` : name;
}

/** The name of the API description in every package. */
const API_CONSTANT = "api";
