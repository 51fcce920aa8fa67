import { compareNames } from "../../api-model/order.ts";
import {
  type CallName,
  type CallNames,
  type NamedOperation,
  type Naming,
  nameCalls,
} from "../../names/calls/index.ts";
import { camelName } from "../../names/words.ts";
import type { OperationObject } from "../../spec/index.ts";
import type { ModelContext } from "../context/context.ts";
import { answerOf } from "./answer.ts";
import { type FoundOperation, foundOperations } from "./found-operations.ts";
import { wordsOfPath } from "./owner-name.ts";

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

function idOf(operation: OperationObject, method: string, path: string): string {
  const name = camelName(operation.operationId ?? `${method} ${wordsOfPath(path)}`);
  return name === API_CONSTANT ? `${name}Operation` : name;
}

/** The name of the API description in every package. */
const API_CONSTANT = "api";
