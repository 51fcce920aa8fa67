import { isRecord } from "../spec/index.ts";
import { dottedPath } from "./json-paths.ts";
import type { PagingHint } from "./paging.ts";

/**
 * `x-fern-pagination`: `cursor` and `next_cursor`, or `offset`, which is a page number unless `step` names the size of a page, or
 * `next_uri`; and `results`. Values are `$request.name` and `$response.name`.
 *
 * @param general That of the document, for `x-fern-pagination: true`.
 */
export function fernPaging(written: unknown, general: unknown): PagingHint | undefined {
  const extension = written === true ? general : written;
  if (!isRecord(extension)) return undefined;
  const path = (name: string) => dottedPath(extension[name]);
  const items = path("results");
  const more = path("has-next-page");
  const found = { ...(items !== undefined && { items }), ...(more !== undefined && { more }) };
  const [cursor, next, offset, address] = ["cursor", "next_cursor", "offset", "next_uri"].map(path);
  if (cursor !== undefined) return { kind: "cursor", cursor, ...found, ...(next !== undefined && { next }) };
  if (address !== undefined) return { kind: "address", next: address, ...found };
  if (offset === undefined) return undefined;
  return extension.step === undefined
    ? { kind: "page", page: offset, ...found }
    : { kind: "offset", offset, ...found };
}
