import type { ErrorModel } from "../../api-model/responses.ts";
import type { TypeExpression } from "../../api-model/type-model.ts";
import { pascalName } from "../../names/words.ts";
import type { WrittenOperation } from "../calls/written-operation.ts";
import type { ModelContext } from "../context/context.ts";
import type { TypeBuilder } from "../schemas/type-builder.ts";
import { chooseResponse, responseKind } from "./media.ts";
import { ownerName } from "./owner-name.ts";
import { hasSuccess, responsesOf, type WrittenResponse } from "./responses.ts";

/**
 * The error responses of an operation that are JSON with a schema. Next to a range or `default`, other statuses without a schema are
 * `unknown`, because the range does not describe them.
 */
export function buildErrors(
  context: ModelContext,
  types: TypeBuilder,
  operation: WrittenOperation,
): readonly ErrorModel[] {
  if (operation.method === "HEAD") return [];
  const responses = responsesOf(context, operation);
  const isError = ({ status }: WrittenResponse) =>
    /^[45](\d\d|XX)$/i.test(status) || (status === "default" && hasSuccess(responses));
  const errors = responses.filter(isError).map((response) => {
    const { status } = response;
    return {
      status: status === "default" ? status : status.toUpperCase(),
      type: bodyType(context, types, operation, response),
    };
  });
  const hasRange = errors.some(({ status, type }) => type !== undefined && !/^\d+$/.test(status));
  return errors.flatMap(({ status, type = hasRange ? UNKNOWN : undefined }) =>
    type === undefined ? [] : [{ status, type }],
  );
}

const UNKNOWN = { kind: "unknown" } as const;

function bodyType(
  context: ModelContext,
  types: TypeBuilder,
  { id }: WrittenOperation,
  { status, response }: WrittenResponse,
): TypeExpression | undefined {
  const pointer = [...response.pointer, "content"];
  const chosen = chooseResponse(context, { value: response.value.content ?? {}, pointer });
  if (chosen?.schema === undefined || responseKind(chosen) !== "json") return undefined;
  const owner = ownerName(context, response.pointer, id);
  // A component has the same name in all operations that respond with it.
  const isComponent = owner !== pascalName(id);
  const name = isComponent
    ? owner.replace(/Error$/, "")
    : `${owner}${status === "default" ? "Default" : status.toUpperCase()}`;
  return types.expression(chosen.schema, `${name}ErrorResponse`);
}
