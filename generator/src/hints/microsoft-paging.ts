import { isRecord } from "../spec/index.ts";
import type { PagingHint } from "./paging.ts";

/** `x-ms-pageable`: `nextLinkName` is the property with the address of the next page, or null; `itemName` is that with the items, `value`. */
export function microsoftPaging(extension: unknown): PagingHint | undefined {
  if (!isRecord(extension)) return undefined;
  const { nextLinkName = "nextLink", itemName = "value" } = extension;
  if (typeof nextLinkName !== "string" || typeof itemName !== "string") return { kind: "none" };
  return { kind: "address", next: nextLinkName, items: itemName };
}
