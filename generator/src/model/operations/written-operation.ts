import type { HttpMethod } from "../../api-model/api-model.ts";
import { compareNames } from "../../api-model/order.ts";
import {
  type CallName,
  type CallNames,
  type NamedOperation,
  type Naming,
  nameCalls,
} from "../../names/calls/index.ts";
import { camelName } from "../../names/words.ts";
import {
  type OperationObject,
  operationsIn,
  type ParameterObject,
  type Pointer,
  type ServerObject,
} from "../../spec/index.ts";
import type { Located, ModelContext } from "../context/context.ts";
import { answerOf } from "./answer.ts";
import { wordsOfPath } from "./owner-name.ts";

/** An operation of the document, with the parameters of its path. */
export interface FoundOperation extends Located<OperationObject> {
  readonly tag: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly parameters: readonly Located<ParameterObject>[];
  /** Its own servers, or those of its path. */
  readonly servers: Located<readonly ServerObject[]> | undefined;
}

/** An operation with its names. */
export interface WrittenOperation extends FoundOperation {
  /** The constant. */
  readonly id: string;
  /** `client.chat.completions.create` */
  readonly call: CallName;
}

/** The operations of a document, and how their calls are named. */
export interface WrittenOperations extends Pick<CallNames, "naming" | "reason"> {
  /** Sorted by id. */
  readonly operations: readonly WrittenOperation[];
}

/** Finds and names every operation of the document. */
export function writtenOperations(context: ModelContext, wanted?: Naming): WrittenOperations {
  const found = foundOperations(context);
  const { names, ...rules } = nameCalls(
    found.map((operation) => namedOperation(context, operation)),
    wanted === undefined ? {} : { naming: wanted },
  );
  const operations = found.map((operation, index): WrittenOperation => {
    const { value, pointer, method, path } = operation;
    const id = context.claim("operation", idOf(value, method.toLowerCase(), path), pointer);
    return { ...operation, id, call: names[index] ?? { resource: ["default"], method: id } };
  });
  return { ...rules, operations: operations.sort((a, b) => compareNames(a.id, b.id)) };
}

/** Every operation, in the order of the document. */
function foundOperations(context: ModelContext): readonly FoundOperation[] {
  const { paths = {} } = context.document.root;
  return Object.entries(paths).flatMap(([path, item]) => {
    return operationsIn(item, ["paths", path]).map(({ method, value, pointer }) => {
      const parameters = (value.parameters ?? []).map((parameter, index) =>
        context.resolve<ParameterObject>(parameter, [...pointer, "parameters", index]),
      );
      const servers =
        value.servers === undefined
          ? located(item.servers, ["paths", path, "servers"])
          : located(value.servers, [...pointer, "servers"]);
      return { value, pointer, tag: tagOf(context, value), method, path, parameters, servers };
    });
  });
}

/** What the name of a call depends on. */
function namedOperation(context: ModelContext, operation: FoundOperation): NamedOperation {
  const { value, method, path, tag } = operation;
  const { operationId, tags = [] } = value;
  return {
    ...(operationId !== undefined && { operationId }),
    method,
    path,
    tags: tags.length === 0 ? [] : [tag],
    answer: answerOf(context, operation),
  };
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
