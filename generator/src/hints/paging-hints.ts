import type { OperationObject, ParameterObject } from "../spec/index.ts";
import { fernPaging } from "./fern-paging.ts";
import { microsoftPaging } from "./microsoft-paging.ts";
import type { Extended } from "./operation-hint.ts";
import type { PagingHint } from "./paging.ts";
import { speakeasyPaging } from "./speakeasy-paging.ts";
import { stainlessPaging } from "./stainless-paging.ts";

/** A hint, and the extension that contains it. */
export interface ExtensionHint {
  readonly extension: string;
  readonly hint: PagingHint;
}

/** The extensions of an operation about its pages. The first one counts. Some refer to those of the document, its root. */
export function pagingHints(
  root: Extended,
  operation: OperationObject,
  parameters: readonly ParameterObject[],
): readonly ExtensionHint[] {
  const { "x-pagination": own } = operation;
  const hints: readonly (readonly [extension: string, hint: PagingHint | undefined])[] = [
    ["x-pagination", own && { kind: "cursor", ...own }],
    ["x-speakeasy-pagination", speakeasyPaging(operation["x-speakeasy-pagination"])],
    ["x-fern-pagination", fernPaging(operation["x-fern-pagination"], root["x-fern-pagination"])],
    ["x-ms-pageable", microsoftPaging(operation["x-ms-pageable"])],
    ["x-stainless-pagination-property", stainlessPaging(parameters)],
  ];
  return hints.flatMap(([extension, hint]) => (hint === undefined ? [] : [{ extension, hint }]));
}
