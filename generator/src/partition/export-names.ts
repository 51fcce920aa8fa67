import type { OperationModel, ResourceModel } from "../api-model/api-model.ts";
import { paramsNames } from "../api-model/params-types.ts";
import type { NamedType } from "../api-model/type-model.ts";
import { RUNTIME_TYPES, RUNTIME_VALUES, STREAM_TYPES, STREAM_VALUES } from "../names/runtime-symbols.ts";

/** The constant with the description of the API, which every package with a client exports. */
export const API_CONSTANT = "api";

/** The names that a package with these operations re-exports from the runtime. */
export function runtimeNames(operations: readonly OperationModel[]): readonly string[] {
  const hasStreams = operations.some(({ call }) => call.kind === "streamed");
  return [...RUNTIME_VALUES, ...RUNTIME_TYPES, ...(hasStreams ? [...STREAM_VALUES, ...STREAM_TYPES] : [])];
}

/** The names that a type declares: an enum declares its known values, too. */
export function typeNames(type: NamedType): readonly string[] {
  return type.kind === "enum" ? [type.name, type.known] : [type.name];
}

/** The names that a resource declares: its class, and the constants and parameters of its operations. */
export function resourceNames({ className, operations }: ResourceModel): readonly string[] {
  return [
    className,
    ...operations.flatMap((operation) => [
      operation.id,
      ...(operation.added ?? []).map(({ id }) => id),
      ...paramsNames(operation),
    ]),
  ];
}
