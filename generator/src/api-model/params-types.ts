import type { OperationModel } from "./api-model.ts";
import type { ParamsType } from "./requests.ts";

/** The types of the parameters of an operation: that of its usual body, then those of the others. */
export function paramsTypes({
  params,
  body,
}: Pick<OperationModel, "params" | "body">): readonly ParamsType[] {
  const others = (body?.choice?.alternatives ?? []).map((alternative) => alternative.params);
  return [...(params === undefined ? [] : [params]), ...others];
}

/** All names of types of parameters of an operation, also of the methods that features add. */
export function paramsNames(operation: Pick<OperationModel, "params" | "body" | "added">): readonly string[] {
  const all = [
    ...paramsTypes(operation),
    (operation.added ?? []).flatMap((method) => method.params ?? []),
  ].flat();
  return all.map(({ name }) => name);
}
