import type { PagingHint } from "../../hints/paging.ts";
import type { PaginationExtension } from "../../spec/index.ts";
import { completePaging } from "./complete.ts";
import type { FoundPaging } from "./guess.ts";
import type { ListShape } from "./list-shape.ts";

/** The paging of an operation, and whether it is the default of the API description. */
export interface CommonPaging extends FoundPaging {
  readonly source: "api" | "operation";
}

/**
 * The paging of an operation by the extension of the whole document. Undefined if it does not fit, because the operation is not a list.
 *
 * A list by cursor needs no parameter and no cursor in its response: a later version may add them.
 */
export function commonPaging(
  extension: PaginationExtension,
  method: string,
  shape: ListShape,
): CommonPaging | undefined {
  const { kind = "cursor", cursor = "", items: name = "", next = "" } = extension;
  if (kind !== "cursor") {
    const found = completePaging(shape, extension as PagingHint);
    return "problem" in found ? undefined : { ...found, source: "operation" };
  }
  const items = shape.arrays.find(({ path }) => path.length === 1 && path[0] === name);
  if (method !== "GET" || items === undefined) return undefined;
  return { paging: { kind, cursor, items: [name], next: [next] }, items, source: "api" };
}
