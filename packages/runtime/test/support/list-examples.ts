import type { FetchPage, PageStyle } from "../../src/page-styles/index.js";
import {
  addressPages,
  cursorPages,
  linkPages,
  numberedPages,
  offsetPages,
} from "../../src/page-styles/index.js";
import type { Asked, SentPage } from "./list-server.js";
import type { Item } from "./shop.js";

type Items = readonly Item[];

/** A style, and a server that pages a list in it by two items. */
export interface Example {
  readonly title: string;
  readonly style: PageStyle;
  readonly pages: FetchPage;
  serve(all: Items, asked: Asked): SentPage;
  /** Whether a list of three full pages needs a fourth request, because no response says that it is the last. */
  readonly isBlind?: true;
}

export const SIZE = 2;
export const slice = (all: Items, start: number): Items => all.slice(start, start + SIZE);
const after = (all: Items, cursor: unknown): number =>
  cursor === null || cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
const nextPath = (all: Items, start: number): string | null =>
  start + SIZE < all.length ? `/v1/items?start=${start + SIZE}` : null;

/** Each style, with a server. */
export const examples: readonly Example[] = [
  {
    title: "a cursor that is nested",
    style: {
      kind: "cursor",
      cursor: "after",
      items: ["result", "rows"],
      next: ["result", "paging", "after"],
    },
    pages: cursorPages,
    serve: (all, { query }) => {
      const start = after(all, query.get("after"));
      const rows = slice(all, start);
      const paging = start + SIZE < all.length ? { after: rows.at(-1)?.id } : undefined;
      return { body: { result: { rows, paging } } };
    },
  },
  {
    title: "the number of the page in an object of the query",
    style: {
      kind: "page",
      page: "page",
      object: "pageable",
      first: 0,
      items: "content",
      pages: "totalPages",
    },
    pages: numberedPages,
    serve: (all, { query }) => {
      const start = Number(query.get("page") ?? 0) * SIZE;
      return { body: { content: slice(all, start), totalPages: Math.ceil(all.length / SIZE) } };
    },
  },
  {
    title: "the id of the last item",
    style: { kind: "cursor", cursor: "starting_after", items: "data", last: "id", more: "has_more" },
    pages: cursorPages,
    serve: (all, { query }) => {
      const start = after(all, query.get("starting_after"));
      return { body: { data: slice(all, start), has_more: start + SIZE < all.length } };
    },
  },
  {
    title: "the id of the last item, and no word about further pages",
    style: { kind: "cursor", cursor: "starting_after", items: "data", last: "id" },
    pages: cursorPages,
    isBlind: true,
    serve: (all, { query }) => ({ body: { data: slice(all, after(all, query.get("starting_after"))) } }),
  },
  {
    title: "a cursor in the body of the request",
    style: {
      kind: "cursor",
      cursor: "start_cursor",
      in: "body",
      items: "results",
      next: "next_cursor",
      more: "has_more",
    },
    pages: cursorPages,
    serve: (all, { body }) => {
      const start = after(all, body.start_cursor);
      const results = slice(all, start);
      const hasMore = start + SIZE < all.length;
      return { body: { results, has_more: hasMore, next_cursor: hasMore ? results.at(-1)?.id : null } };
    },
  },
  {
    title: "an offset with a total",
    style: { kind: "offset", offset: "skip", items: "items", total: ["meta", "total"] },
    pages: offsetPages,
    serve: (all, { query }) => ({
      body: { items: slice(all, Number(query.get("skip") ?? 0)), meta: { total: all.length } },
    }),
  },
  {
    title: "an offset, and an array as the response",
    style: { kind: "offset", offset: "offset", items: [] },
    pages: offsetPages,
    isBlind: true,
    serve: (all, { query }) => ({ body: slice(all, Number(query.get("offset") ?? 0)) }),
  },
  {
    title: "an offset in the body of the request",
    style: { kind: "offset", offset: "from", in: "body", items: "hits", more: "more" },
    pages: offsetPages,
    serve: (all, { body }) => {
      const start = Number(body.from ?? 0);
      return { body: { hits: slice(all, start), more: start + SIZE < all.length } };
    },
  },
  {
    title: "a page number with the number of pages",
    style: { kind: "page", page: "page", items: "items", pages: "total_pages" },
    pages: numberedPages,
    serve: (all, { query }) => ({
      body: {
        items: slice(all, (Number(query.get("page") ?? 1) - 1) * SIZE),
        total_pages: Math.ceil(all.length / SIZE),
      },
    }),
  },
  {
    title: "a page number from 0 with the number of items",
    style: { kind: "page", page: "page", first: 0, items: "items", total: "total" },
    pages: numberedPages,
    serve: (all, { query }) => ({
      body: { items: slice(all, Number(query.get("page") ?? 0) * SIZE), total: String(all.length) },
    }),
  },
  {
    title: "a page number whose response repeats it",
    style: { kind: "page", page: "p", items: "items", current: "number", more: "more" },
    pages: numberedPages,
    serve: (all, { query }) => {
      const number = Number(query.get("p") ?? 0);
      return { body: { items: slice(all, number * SIZE), number, more: (number + 1) * SIZE < all.length } };
    },
  },
  {
    title: "a page number, and no word about further pages",
    style: { kind: "page", page: "page", items: [] },
    pages: numberedPages,
    isBlind: true,
    serve: (all, { query }) => ({ body: slice(all, (Number(query.get("page") ?? 1) - 1) * SIZE) }),
  },
  {
    title: "a relative address in the response",
    style: { kind: "address", items: "items", next: ["links", "next"] },
    pages: addressPages,
    serve: (all, { query }) => {
      const start = Number(query.get("start") ?? 0);
      return { body: { items: slice(all, start), links: { next: nextPath(all, start) } } };
    },
  },
  {
    title: "a whole address in the response",
    style: { kind: "address", items: "items", next: "next" },
    pages: addressPages,
    serve: (all, { query, host }) => {
      const start = Number(query.get("start") ?? 0);
      const path = nextPath(all, start);
      return { body: { items: slice(all, start), next: path === null ? "" : host + path } };
    },
  },
  {
    title: "the header Link",
    style: { kind: "link", items: [] },
    pages: linkPages,
    serve: (all, { query, host }) => {
      const start = Number(query.get("start") ?? 0);
      const path = nextPath(all, start);
      const link = `<${host}/v1/items>; rel="first"${path === null ? "" : `, <${host}${path}>; rel="next"`}`;
      return { body: slice(all, start), headers: { link } };
    },
  },
];
