import { PaginationError } from "../errors/index.js";
import type { ReceivedPage } from "./styled-list.js";

/**
 * Refuses a page with the same items as the page before: the server ignores the parameter, or repeats its last page forever. Items
 * that are not objects may repeat.
 *
 * @throws PaginationError
 */
export function refuseRepetition(
  { position, operation, body }: ReceivedPage,
  items: readonly unknown[],
): void {
  const before = position.previous?.items ?? [];
  const isSame =
    items.length === before.length &&
    items.every((item, index) => item instanceof Object && textOf(item) === textOf(before[index]));
  if (items.length === 0 || !isSame) return;
  throw new PaginationError("the server returned the same page again, so the list would never end", {
    operation,
    body,
  });
}

/** An item as text, which may have 64-bit integers as bigints. */
function textOf(item: unknown): string {
  return JSON.stringify(item, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}
