import type { AddressStyle, LinkStyle } from "../operations/index.js";
import type { FetchPage } from "../pages/index.js";
import { nextLink } from "./link-header.js";
import { addressed } from "./next-address.js";
import { cursorAt, itemsOf, nameOf } from "./read-parts.js";
import { fetchStyled, type PageReader } from "./styled-list.js";

/**
 * Fetches lists whose responses contain the address of the next page. The list ends with a page without one.
 *
 * The address replaces the whole URL of the request, and must be on the same host: no other host gets the credentials.
 */
export const addressPages: FetchPage = (...call) => fetchStyled(readAddress, ...call);

/**
 * The same for lists with the header `Link` and `rel="next"`, as in RFC 8288. In browsers, the server must expose the header with
 * `Access-Control-Expose-Headers`; otherwise the list ends after its first page.
 */
export const linkPages: FetchPage = (...call) => fetchStyled(readLink, ...call);

const readAddress: PageReader<AddressStyle> = (page) => {
  const { next } = page.style;
  return addressed(page, itemsOf(page), cursorAt(page, page.body, next), nameOf(next));
};

const readLink: PageReader<LinkStyle> = (page) =>
  addressed(page, itemsOf(page), nextLink(page.response.headers.get("link")), "the header Link");
