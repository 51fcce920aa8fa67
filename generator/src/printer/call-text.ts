import type { OperationModel } from "../model/api-model.ts";
import { literal, propertyAccess } from "./literals.ts";

/** The arguments of a call with an operation's sample values: `"in_1", { memo: "Thanks" }`. */
export function sampleArguments(
  { sample, pathParameters, params }: OperationModel,
  indentation = "",
): readonly string[] {
  const path = pathParameters.map(({ name }) => literal(sample.path[name] ?? "value"));
  if (params === undefined) return path;
  const given = Object.keys(sample.params).length > 0 || params.required;
  return given ? [...path, literal(sample.params, indentation)] : path;
}

/** A method on a client: `billing.invoices.list`. */
export function methodPath(client: string, resource: string, method: string): string {
  return `${client}${propertyAccess(resource)}${propertyAccess(method)}`;
}

/** What a client is called in examples: its class in lower case. */
export function clientVariable(className: string): string {
  return className.charAt(0).toLowerCase() + className.slice(1);
}
