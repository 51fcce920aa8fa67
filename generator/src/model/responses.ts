import type { OperationObject, ResponseObject } from "../spec/index.ts";
import type { ResponseModel } from "./api-model.ts";
import { constraintsOf } from "./constraints.ts";
import type { ModelContext } from "./context.ts";
import { chooseMedia, responseKind } from "./media.ts";
import type { TypeBuilder } from "./type-builder.ts";
import { union } from "./type-expressions.ts";
import type { TypeExpression } from "./type-model.ts";
import { pascalName } from "./words.ts";
import type { WrittenOperation } from "./written-operation.ts";

/** The successful response of an operation. Several such responses are a union. */
export function buildResponse(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
): ResponseModel {
  const responses = operation.value.responses ?? {};
  const successes = Object.keys(responses)
    .filter((status) => /^2(\d\d|XX)$/i.test(status))
    .sort();
  const statuses =
    successes.length > 0 ? successes : Object.keys(responses).filter((status) => status === "default");
  const variants = statuses.map((status): ResponseModel => {
    const pointer = [...operation.pointer, "responses", status];
    const response = context.resolve<ResponseObject>(responses[status] ?? {}, pointer);
    const chosen = chooseMedia({
      value: response.value.content ?? {},
      pointer: [...response.pointer, "content"],
    });
    if (chosen === undefined) return { kind: "empty", type: { kind: "void" } };
    const kind = responseKind(chosen.encoding);
    if (kind !== "json") return { kind, type: { kind: kind === "text" ? "string" : "binary" } };
    const hint = `${pascalName(operation.id)}Response`;
    const type: TypeExpression =
      chosen.schema === undefined ? { kind: "unknown" } : types.expression(chosen.schema, hint);
    const constraints = chosen.schema === undefined ? undefined : constraintsOf(context, chosen.schema);
    return { kind, type, ...(constraints !== undefined && { constraints }) };
  });
  const [first] = variants.filter(({ kind }) => kind !== "empty");
  if (first === undefined) return { kind: "empty", type: { kind: "void" } };
  const { kind, constraints } = first;
  const alike = variants.filter((variant) => variant.kind === kind).map(({ type }) => type);
  // An empty body is an empty string or an empty Blob, but not valid JSON.
  const mayBeEmpty = kind === "json" && variants.some((variant) => variant.kind === "empty");
  return {
    kind,
    type: union(mayBeEmpty ? [...alike, { kind: "undefined" }] : alike),
    ...(constraints !== undefined && { constraints }),
  };
}

/** The documented statuses, ascending, without ranges and `default`. */
export function statusesOf({ responses = {} }: OperationObject): readonly number[] {
  return Object.keys(responses)
    .filter((status) => /^\d{3}$/.test(status))
    .map(Number)
    .sort((a, b) => a - b);
}
