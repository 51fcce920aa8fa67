import type { OperationModel, ParamsType } from "../model/api-model.ts";
import { literal, literalKey, objectText, propertyAccess } from "./literals.ts";

/** The arguments of a call with an operation's sample values: `"in_1", { memo: "Thanks" }`. */
export function sampleArguments(
  { sample, pathParameters, params }: OperationModel,
  indentation = "",
): readonly string[] {
  const path = pathParameters.map(({ name }) => literal(sample.path[name] ?? "value"));
  if (params === undefined) return path;
  const given = Object.keys(sample.params).length > 0 || params.required;
  return given ? [...path, paramsText(params, sample.params, indentation)] : path;
}

function paramsText(
  params: ParamsType,
  sample: OperationModel["sample"]["params"],
  indentation: string,
): string {
  const isBinary = (name: string) =>
    params.properties.find((own) => own.name === name)?.type.kind === "binary";
  return objectText(indentation, (inner) =>
    Object.entries(sample).map(([name, value]) => {
      const text = isBinary(name) ? `new Blob([${literal(String(value))}])` : literal(value, inner);
      return `${literalKey(name)}: ${text}`;
    }),
  );
}

/** A method on a client: `billing.invoices.list`. */
export function methodPath(client: string, resource: string, method: string): string {
  return `${client}${propertyAccess(resource)}${propertyAccess(method)}`;
}

/** What a client is called in examples: its class in lower case. */
export function clientVariable(className: string): string {
  return className.charAt(0).toLowerCase() + className.slice(1);
}
