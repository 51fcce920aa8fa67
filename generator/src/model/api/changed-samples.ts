import type { ApiModel, OperationModel, ResourceModel } from "../../api-model/api-model.ts";
import type { Property, SampleValue } from "../../api-model/type-model.ts";

/** Samples of arguments by their names. */
export interface Arguments {
  readonly [name: string]: SampleValue;
}

/** The resources with other samples of arguments. `change` gets the arguments of a call with their types. */
export function changedSamples(
  resources: ApiModel["resources"],
  change: (sample: Arguments, properties: readonly Property[]) => Arguments,
): ApiModel["resources"] {
  const inResource = (resource: ResourceModel): ResourceModel => ({
    ...resource,
    operations: resource.operations.map(inOperation),
    resources: resource.resources.map(inResource),
  });
  const inOperation = (operation: OperationModel): OperationModel => {
    const { sample, pathParameters, params, body } = operation;
    const choice = body?.choice && {
      ...body.choice,
      alternatives: body.choice.alternatives.map((other) => ({
        ...other,
        sample: change(other.sample, other.params.properties),
      })),
    };
    return {
      ...operation,
      sample: {
        path: change(sample.path, pathParameters),
        params: change(sample.params, params?.properties ?? []),
      },
      ...(body !== undefined && choice !== undefined && { body: { ...body, choice } }),
    };
  };
  return resources.map(inResource);
}
