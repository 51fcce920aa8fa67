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
  /** Why there is no hint, if the extension is not understood. */
  readonly hint: PagingHint | { readonly misunderstood: string };
}

/** The extensions of an operation about its pages. The first one counts. Some refer to those of the document, its root. */
export function pagingHints(
  root: Extended,
  operation: OperationObject,
  parameters: readonly ParameterObject[],
): readonly ExtensionHint[] {
  const { "x-pagination": own } = operation;
  const hints: readonly (readonly [extension: string, hint: ExtensionHint["hint"] | undefined])[] = [
    ["x-pagination", own && { kind: "cursor", ...own }],
    ["x-speakeasy-pagination", speakeasyHint(operation["x-speakeasy-pagination"])],
    ["x-fern-pagination", fernHint(operation["x-fern-pagination"], root["x-fern-pagination"])],
    ["x-ms-pageable", microsoftPaging(operation["x-ms-pageable"])],
    ["x-stainless-pagination-property", stainlessPaging(parameters)],
  ];
  return hints.flatMap(([extension, hint]) => (hint === undefined ? [] : [{ extension, hint }]));
}

function speakeasyHint(written: unknown): ExtensionHint["hint"] | undefined {
  if (written === undefined) return undefined;
  return speakeasyPaging(written) ?? { misunderstood: "its `type` is not `cursor`, `offsetLimit` or `url`" };
}

/** `false` is no hint. */
function fernHint(written: unknown, general: unknown): ExtensionHint["hint"] | undefined {
  if (written === undefined || written === false) return undefined;
  const misunderstood =
    written === true && general === undefined
      ? "`true` refers to `x-fern-pagination` of the document, which it does not have"
      : "it has no `cursor`, `offset` or `next_uri`";
  return fernPaging(written, general) ?? { misunderstood };
}
