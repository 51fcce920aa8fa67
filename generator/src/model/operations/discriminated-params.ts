import type { VariantConstants } from "../schemas/rules/variant-constants.ts";
import type { RawBodyModel, RawMethod, RawOperation, RawParams } from "./raw-model.ts";

/**
 * The operation with the values of discriminators in its parameters: the properties of a body that is a member of a union are those
 * of the member's type. To be called after all operations were built, because any of them may have the union.
 */
export function withDiscriminators(constants: VariantConstants, operation: RawOperation): RawOperation {
  const { params, added, body, ...rest } = operation;
  const own = ({ bodyType, ...written }: RawParams): RawParams =>
    bodyType === undefined ? written : inParams(constants, bodyType, written);
  return {
    ...rest,
    ...(body !== undefined && { body: inBody(body, own) }),
    ...(params !== undefined && { params: own(params) }),
    ...(added !== undefined && { added: added.map((method) => inMethod(method, own)) }),
  };
}

/** Without a body, its properties are not required either. */
function inParams(constants: VariantConstants, bodyType: string, params: RawParams): RawParams {
  const before = new Set(params.properties.map(({ name }) => name));
  const properties = constants
    .inProperties(bodyType, params.properties)
    .map((property) => (before.has(property.name) ? property : { ...property, required: params.required }));
  return { ...params, properties };
}

function inBody({ choice, ...body }: RawBodyModel, own: (params: RawParams) => RawParams): RawBodyModel {
  if (choice === undefined) return body;
  const alternatives = choice.alternatives.map((other) => ({ ...other, params: own(other.params) }));
  return { ...body, choice: { ...choice, alternatives } };
}

function inMethod({ params, ...method }: RawMethod, own: (params: RawParams) => RawParams): RawMethod {
  return { ...method, ...(params !== undefined && { params: own(params) }) };
}
