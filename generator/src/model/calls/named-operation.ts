import type { NamedOperation } from "../../names/calls/index.ts";
import type { ModelContext } from "../context/context.ts";
import { answerOf } from "./answer.ts";
import type { FoundOperation } from "./found-operation.ts";

/** Inputs for call names. */
export function namedOperation(context: ModelContext, written: FoundOperation): NamedOperation {
  const { value, method, path, tag } = written;
  const answer = answerOf(context, written);
  return {
    ...(value.operationId !== undefined && { operationId: value.operationId }),
    method,
    path,
    tags: value.tags === undefined || value.tags.length === 0 ? [] : [tag],
    ...(answer !== undefined && { answer }),
  };
}
