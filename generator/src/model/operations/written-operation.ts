import type { HttpMethod } from "../../api-model/api-model.ts";
import { compareNames } from "../../api-model/order.ts";
import { camelName } from "../../names/words.ts";
import {
  type OperationObject,
  operationsIn,
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

/** Whether requests with a method can have a body: `fetch` rejects one in others. */
export function canHaveBody(method: HttpMethod): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Every operation of the document, sorted by id. */
export function writtenOperations(context: ModelContext): readonly WrittenOperation[] {
  const { paths = {} } = context.document.root;
  const operations = Object.entries(paths).flatMap(([path, item]) => {
    return operationsIn(item, ["paths", path]).map(({ method, value, pointer }) => {
      const id = context.claim("operation", idOf(value, method.toLowerCase(), path), pointer);
      const tag = tagOf(context, value);
      const parameters = (value.parameters ?? []).map((parameter, index) =>
        context.resolve<ParameterObject>(parameter, [...pointer, "parameters", index]),
      );
      const servers =
        value.servers === undefined
          ? located(item.servers, ["paths", path, "servers"])
          : located(value.servers, [...pointer, "servers"]);
      return { value, pointer, id, tag, method, path, parameters, servers };
    });
  });
  return operations.sort((a, b) => compareNames(a.id, b.id));
}

/** The first tag that groups operations. */
function tagOf({ document }: ModelContext, { tags = [] }: OperationObject): string {
  const kindOf = (name: string) => document.root.tags?.find((tag) => tag.name === name)?.kind ?? "nav";
  return tags.find((name) => kindOf(name) === "nav") ?? tags[0] ?? "default";
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
