import type { OperationModel, ParamsType } from "./api-model.ts";

/** The types of the parameters of an operation: that of its usual body, then those of the others. */
export function paramsTypes({
  params,
  body,
}: Pick<OperationModel, "params" | "body">): readonly ParamsType[] {
  const others = (body?.choice?.alternatives ?? []).map((alternative) => alternative.params);
  return [...(params === undefined ? [] : [params]), ...others];
}

/** All names of types of parameters of an operation, also of its upload. */
export function paramsNames(
  operation: Pick<OperationModel, "params" | "body" | "upload">,
): readonly string[] {
  const all = [...paramsTypes(operation), operation.upload?.params ?? []].flat();
  return all.map(({ name }) => name);
}
