import type { OffsetStyle } from "../operations/index.js";
import type { FetchPage } from "../pages/index.js";
import { itemsOf, nameOf, numberAt, valueAt, withoutNext } from "./read-parts.js";
import { refuseRepetition } from "./repetition.js";
import { fetchStyled, type PageReader } from "./styled-list.js";

/**
 * Fetches lists by the number of items before the page. It counts the items that arrived, so pages may have any size. The list ends
 * when `total` items have been passed, when the response says that there are no more, or, if it says neither, with an empty page.
 *
 * Items that are added or removed during the iteration move the others: such lists may repeat an item or miss one.
 */
export const offsetPages: FetchPage = (...call) => fetchStyled(readOffset, ...call);

const readOffset: PageReader<OffsetStyle> = (page) => {
  const { style, body, selected = 0 } = page;
  const items = itemsOf(page);
  refuseRepetition(page, items);
  const more = valueAt(body, style.more);
  const end = Number(selected) + items.length;
  if (more === true && items.length === 0) {
    return withoutNext(page, items, `${nameOf(style.more ?? [])} is true, but there are no items`);
  }
  const isLast = more === false || items.length === 0 || end >= (numberAt(body, style.total) ?? Infinity);
  if (!isLast && Number.isNaN(end)) return withoutNext(page, items, `${style.offset} is not a number`);
  return isLast ? { items } : { items, next: String(end), value: end };
};
