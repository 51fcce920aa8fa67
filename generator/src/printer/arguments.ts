import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { OperationModel } from "../api-model/api-model.ts";

/**
 * The argument of a method with the parameters of its call. Empty if there are none.
 *
 * @param type Its type. Default: the one of the parameters.
 */
export function paramsArgument(
  params: OperationModel["params"],
  type = params?.name ?? "",
): readonly OptionalKind<ParameterDeclarationStructure>[] {
  if (params === undefined) return [];
  return [params.required ? { name: "params", type } : optionalArgument("params", type)];
}

/** An argument that callers may omit. */
export function optionalArgument(name: string, type: string): OptionalKind<ParameterDeclarationStructure> {
  return { name, type, hasQuestionToken: true };
}
