import { compareNames } from "../../api-model/order.ts";
import { camelName } from "../../names/words.ts";
import type { ModelContext } from "../context/context.ts";
import { type NamedCall, type NamedOperations, nameOperations } from "./call-names.ts";
import { type FoundOperation, foundOperations } from "./found-operation.ts";

/** An operation with its names. */
export interface WrittenOperation extends FoundOperation {
  /** The constant. */
  readonly id: string;
  readonly call: NamedCall;
}

/** The operations of a document that the packages have, and how the rules name their calls. */
export interface WrittenOperations extends Pick<NamedOperations, "choices" | "reason" | "byRules"> {
  /** Sorted by id. */
  readonly operations: readonly WrittenOperation[];
}

/** Finds and names the operations of the document. */
export function writtenOperations(context: ModelContext): WrittenOperations {
  const { operations: named, ...rules } = nameOperations(context, foundOperations(context));
  const operations = named
    .map(({ operation, call, isDesigned }): WrittenOperation => {
      const id = context.claim("operation", idOf(operation, call, isDesigned), operation.pointer);
      return { ...operation, id, call };
    })
    .sort((a, b) => compareNames(a.id, b.id));
  return { ...rules, operations };
}

/** The operation id as a constant, or the name of the call if a framework made the id or there is none. */
function idOf({ value }: FoundOperation, { resource, method }: NamedCall, isDesigned: boolean): string {
  const { operationId } = value;
  const name = camelName(
    operationId !== undefined && isDesigned ? operationId : [...resource, method].join(" "),
  );
  return name === API_CONSTANT ? `${name}Operation` : name;
}

/** The name of the API description in every package. */
const API_CONSTANT = "api";
