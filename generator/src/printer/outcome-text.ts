import type { OperationModel } from "../api-model/api-model.ts";
import type { SuccessModel } from "../api-model/responses.ts";
import type { Imports } from "./imports.ts";
import { literal } from "./literals.ts";

/**
 * The type arguments of a call after those of its result: what `withResponse()` returns, or for a list the names of its headers. None if
 * the document says nothing about it.
 */
export function outcomeTexts(
  { call, response }: Pick<OperationModel, "call" | "response">,
  imports: Imports,
): readonly string[] {
  const { headers = [] } = response;
  if (call.kind === "paged") return headers.length === 0 ? [] : [namesText(headers)];
  return [outcomeText({ response }, imports) ?? []].flat();
}

/**
 * The result of `withResponse()`, if the document describes more than the type of the result: headers, or several successes with different
 * types.
 */
function outcomeText({ response }: Pick<OperationModel, "response">, imports: Imports): string | undefined {
  const { successes, headers = [], type } = response;
  if (successes === undefined && headers.length === 0) return undefined;
  const outcomes = successes ?? [{ status: "2XX", type, headers }];
  const name = imports.runtimeType("WithResponse");
  return outcomes
    .map((success) => `${name}<${[imports.type(success.type), ...factsOf(success)].join(", ")}>`)
    .join(" | ");
}

function namesText(headers: readonly string[]): string {
  return headers.map((header) => literal(header)).join(" | ");
}

/** The type arguments for the status and the headers, without defaults at the end. */
function factsOf({ status, headers }: SuccessModel): readonly string[] {
  const known = /^\d+$/.test(status) ? status : "number";
  if (headers.length > 0) return [known, namesText(headers)];
  return known === "number" ? [] : [known];
}
