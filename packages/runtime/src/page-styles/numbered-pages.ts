import type { NumberStyle } from "../operations/index.js";
import type { FetchPage } from "../pages/index.js";
import { itemsOf, numberAt, valueAt, withoutNext } from "./read-parts.js";
import { refuseRepetition } from "./repetition.js";
import { fetchStyled, type PageReader } from "./styled-list.js";

/**
 * Fetches lists by the number of the page. The list ends with the page `pages`, when `total` items have been read from its start, when
 * the response says that there are no more, or, if it says none of that, with an empty page.
 *
 * Items that are added or removed during the iteration move the others: such lists may repeat an item or miss one.
 */
export const numberedPages: FetchPage = (...call) => fetchStyled(readNumbered, ...call);

const readNumbered: PageReader<NumberStyle> = (page) => {
  const { style, body, selected, position } = page;
  const { first = 1 } = style;
  const items = itemsOf(page);
  refuseRepetition(page, items);
  const number = numberAt(body, style.current) ?? Number(selected ?? first);
  const before = position.depth > 0 ? position.previous?.count : number === first ? 0 : undefined;
  const count = before === undefined ? undefined : before + items.length;
  const isLast =
    valueAt(body, style.more) === false ||
    items.length === 0 ||
    number - first + 1 >= (numberAt(body, style.pages) ?? Infinity) ||
    (count ?? 0) >= (numberAt(body, style.total) ?? Infinity);
  if (!isLast && Number.isNaN(number)) return withoutNext(page, items, `${style.page} is not a number`);
  return isLast ? { items } : { items, count, next: String(number + 1), value: number + 1 };
};
