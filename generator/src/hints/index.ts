import { commonDeprecation, commonHint } from "./common.ts";
import type { EnumTexts } from "./enum-texts.ts";
import { fernEnum, fernHint } from "./fern.ts";
import { microsoftEnum, microsoftParameter } from "./microsoft.ts";
import type { Extended, OperationHint } from "./operation-hint.ts";
import { speakeasyDeprecation, speakeasyHint } from "./speakeasy.ts";
import { stainlessDeprecation, stainlessHint, stainlessParameter } from "./stainless.ts";

export type { EnumTexts } from "./enum-texts.ts";
export type { OperationHint } from "./operation-hint.ts";
export type { PagingHint } from "./paging.ts";
export { type ExtensionHint, pagingHints } from "./paging-hints.ts";

/** What the extensions of an operation say about its call. Of several vendors, the first one in this list counts. */
export function operationHint(operation: Extended): OperationHint {
  const hints = [stainlessHint, speakeasyHint, fernHint, commonHint].map((read) => read(operation));
  return Object.assign({}, ...hints.toReversed());
}

/** Names and descriptions of enum values in the forms of vendors that have one of their own. */
export function enumTexts(schema: { readonly [member: string]: unknown }): readonly EnumTexts[] {
  return [...fernEnum(schema), ...microsoftEnum(schema)];
}

/** The name of a parameter for callers, if the document has one. */
export function parameterHint(parameter: Extended & { readonly schema?: unknown }): string | undefined {
  const names = [stainlessParameter(parameter), microsoftParameter(parameter)];
  return names.find((name): name is string => typeof name === "string" && name.trim() !== "");
}

/** Whether the extensions of a part deprecate it, and why. A reason alone deprecates nothing. */
export function deprecationHint(part: Extended): { readonly deprecated: boolean; readonly reason?: string } {
  const common = commonDeprecation(part);
  const reason =
    typeof common === "string" ? common : (stainlessDeprecation(part) ?? speakeasyDeprecation(part));
  return { deprecated: common !== undefined, ...(reason !== undefined && { reason }) };
}
