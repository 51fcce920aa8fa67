import type { OperationModel, SuccessModel } from "../api-model/api-model.ts";
import type { Imports } from "./imports.ts";
import { literal } from "./literals.ts";

/**
 * What `withResponse()` returns, if the document says more than the type of the result: headers, or several successes with different
 * types.
 */
export function outcomeText(
  { response }: Pick<OperationModel, "response">,
  imports: Imports,
): string | undefined {
  const { successes, headers = [], type } = response;
  if (successes === undefined && headers.length === 0) return undefined;
  const outcomes = successes ?? [{ status: "2XX", type, headers }];
  const name = imports.runtimeType("WithResponse");
  return outcomes
    .map((success) => `${name}<${[imports.type(success.type), ...factsOf(success)].join(", ")}>`)
    .join(" | ");
}

/** The type arguments for the status and the headers, without defaults at the end. */
function factsOf({ status, headers }: SuccessModel): readonly string[] {
  const known = /^\d+$/.test(status) ? status : "number";
  if (headers.length > 0) return [known, headers.map((header) => literal(header)).join(" | ")];
  return known === "number" ? [] : [known];
}
