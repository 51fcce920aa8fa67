import { commonDeprecation, commonHint } from "./common.ts";
import type { EnumTexts } from "./enum-texts.ts";
import { fernEnum, fernHint, fernName, fernParameter, fernStage } from "./fern.ts";
import { microsoftEnum, microsoftEnumName, microsoftHint, microsoftName } from "./microsoft.ts";
import { type Extended, firstTrue, type OperationHint } from "./operation-hint.ts";
import { speakeasyDeprecation, speakeasyHint, speakeasyName, speakeasyRules } from "./speakeasy.ts";
import { stainlessDeprecation, stainlessHint, stainlessParameter } from "./stainless.ts";

export type { EnumTexts } from "./enum-texts.ts";
export { isFernStage } from "./fern.ts";
export { type GlobalParameter, globalParameters } from "./global-parameters.ts";
export type { OperationHint } from "./operation-hint.ts";
export type { PagingHint } from "./paging.ts";
export { type ExtensionHint, pagingHints } from "./paging-hints.ts";
export { streamedResponses, streamHint } from "./streams.ts";

/**
 * Reads the extensions of an operation that name its call. Of several vendors, the first one in this list takes precedence; extensions for
 * many operations at once come last.
 *
 * @param root The document.
 * @param invalid Called with the index of each invalid entry of the document's `x-speakeasy-name-override`.
 */
export function operationHints(
  root: Extended,
  invalid: (index: number) => void,
): (operation: Extended & { readonly operationId?: string }) => OperationHint {
  const general = speakeasyRules(root, invalid);
  return (operation) => {
    const readers = [stainlessHint, speakeasyHint, fernHint, microsoftHint, commonHint];
    const hints = [...readers.map((read) => read(operation)), general(operation.operationId)];
    return Object.assign({}, ...hints.toReversed());
  };
}

/**
 * True if an operation is named for a generator that makes names from tags and whole ids: Speakeasy and Fern do. What their extensions
 * leave open in a document, they take from there.
 */
export function isNamedBesideTags(operation: Extended): boolean {
  return [speakeasyHint, fernHint].some((read) => {
    const { resource, method } = read(operation);
    return resource !== undefined || method !== undefined;
  });
}

/** The name of the type of a component, if the document has one. */
export function componentHint(component: Extended): string | undefined {
  const names = [speakeasyName, fernName, microsoftName, microsoftEnumName].map((read) => read(component));
  return names.find(isName);
}

/** The name of the type of a schema that is no component. Other hints there name the property. */
export function inlineHint(schema: Extended): string | undefined {
  const name = fernName(schema);
  return isName(name) ? name : undefined;
}

/** The name of the type of an enum, wherever it is. Enums with one name and the same values are one type. */
export function enumHint(schema: Extended): string | undefined {
  const name = microsoftEnumName(schema);
  return isName(name) ? name : undefined;
}

/** Names and descriptions of enum values in the forms of vendors that have one of their own. */
export function enumTexts(schema: { readonly [member: string]: unknown }): readonly EnumTexts[] {
  return [...fernEnum(schema), ...microsoftEnum(schema)];
}

/** The name of a parameter for callers, if the document has one. */
export function parameterHint(parameter: Extended & { readonly schema?: unknown }): string | undefined {
  const names = [stainlessParameter, speakeasyName, fernParameter, microsoftName].map((read) =>
    read(parameter),
  );
  return names.find(isName);
}

/** True if the extensions of a part deprecate it, and why. A reason alone deprecates nothing. */
export function deprecationHint(part: Extended): { readonly deprecated: boolean; readonly reason?: string } {
  const common = commonDeprecation(part);
  const reason =
    typeof common === "string" ? common : (stainlessDeprecation(part) ?? speakeasyDeprecation(part));
  const deprecated = common !== undefined || fernStage(part) === "deprecated";
  return { deprecated, ...(reason !== undefined && { reason }) };
}

/** The extension that excludes a part of an operation or a schema, or all operations of a path, from the SDK. */
export function ignoringHint(part: Extended): `x-${string}` | undefined {
  return firstTrue(part, "x-speakeasy-ignore", "x-fern-ignore");
}

/** True if the extensions of a part say that it may still change. */
export function isPreviewHint(part: Extended): boolean {
  return fernStage(part) === "preview";
}

function isName(name: unknown): name is string {
  return typeof name === "string" && name.trim() !== "";
}
