import type { CursorStyle } from "../operations/index.js";
import type { FetchPage } from "../pages/index.js";
import { cursorAt, itemsOf, nameOf, valueAt, withoutNext } from "./read-parts.js";
import { fetchStyled, type PageReader } from "./styled-list.js";

/**
 * Fetches lists whose cursor is nested in the response, is a property of the last item, or is sent in the body. The list ends with a
 * page without a cursor, with one that says that there are no more, or, if it says neither, with an empty page.
 */
export const cursorPages: FetchPage = (...call) => fetchStyled(readCursor, ...call);

const readCursor: PageReader<CursorStyle> = (page) => {
  const { style, body } = page;
  const items = itemsOf(page);
  const more = valueAt(body, style.more);
  if (more === false) return { items };
  const next =
    style.next === undefined
      ? cursorAt(page, items.at(-1), style.last ?? "id")
      : cursorAt(page, body, style.next);
  if (next !== undefined) return { items, next: String(next), value: next };
  if (more === true)
    return withoutNext(page, items, `${nameOf(style.more ?? [])} is true, but there is no cursor`);
  if (style.next === undefined && items.length > 0) {
    return withoutNext(page, items, `the last item has no ${nameOf(style.last ?? "id")}`);
  }
  return { items };
};
