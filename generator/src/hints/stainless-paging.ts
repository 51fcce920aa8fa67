import { isRecord, type ParameterObject } from "../spec/index.ts";
import type { PagingHint } from "./paging.ts";

/** `x-stainless-pagination-property` of a parameter: its `purpose` says what the parameter selects a page by. */
export function stainlessPaging(parameters: readonly ParameterObject[]): PagingHint | undefined {
  for (const { name, "x-stainless-pagination-property": extension } of parameters) {
    switch (isRecord(extension) ? extension.purpose : undefined) {
      case "next_cursor_param":
        return { kind: "cursor", cursor: name };
      case "offset_count_param":
        return { kind: "offset", offset: name };
      case "page_number_param":
        return { kind: "page", page: name };
    }
  }
  return undefined;
}
