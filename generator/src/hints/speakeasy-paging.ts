import { isRecord } from "../spec/index.ts";
import { dottedPath } from "./json-paths.ts";
import type { PagingHint } from "./paging.ts";

/**
 * `x-speakeasy-pagination`: `type` is `offsetLimit`, `cursor` or `url`; `inputs` are parameters with their purposes, `outputs` are JSON
 * paths of the response.
 */
export function speakeasyPaging(extension: unknown): PagingHint | undefined {
  if (!isRecord(extension)) return undefined;
  const outputs = isRecord(extension.outputs) ? extension.outputs : {};
  const items = dottedPath(outputs.results);
  const found = items === undefined ? {} : { items };
  const next = (name: string) => dottedPath(outputs[name]);
  if (extension.type === "cursor") {
    const cursor = { kind: "cursor", ...input(extension, "cursor", "cursor") } as const;
    const last = lastItem(outputs.nextCursor);
    if (last !== undefined) return { ...cursor, ...last };
    const path = next("nextCursor");
    return { ...cursor, ...found, ...(path !== undefined && { next: path }) };
  }
  if (extension.type === "url") {
    const path = next("nextUrl");
    return { kind: "address", ...found, ...(path !== undefined && { next: path }) };
  }
  if (extension.type !== "offsetLimit") return undefined;
  const offset = input(extension, "offset", "offset");
  if (offset.offset !== undefined) return { kind: "offset", ...offset, ...found };
  const pages = next("numPages");
  return {
    kind: "page",
    ...input(extension, "page", "page"),
    ...found,
    ...(pages !== undefined && { pages }),
  };
}

/** A cursor that is in the last item: `$.rows[-1].id`, or `$[(@.length-1)].id` if the response is the array. */
function lastItem(path: unknown): Pick<PagingHint, "items" | "last"> | undefined {
  const [, items, last] = /^(.*)\[(?:-1|\(@\.length ?- ?1\))\](.*)$/.exec(String(path)) ?? [];
  return items === undefined ? undefined : { items: dottedPath(items) ?? "", last: dottedPath(last) ?? "" };
}

/** The parameter with a purpose. */
function input<Member extends "cursor" | "offset" | "page">(
  { inputs }: { readonly [member: string]: unknown },
  purpose: string,
  member: Member,
): { readonly [Key in Member]?: string } {
  const all: readonly unknown[] = Array.isArray(inputs) ? inputs : [];
  const own = all.filter(isRecord).find(({ type }) => type === purpose)?.name;
  return (typeof own === "string" ? { [member]: own } : {}) as { readonly [Key in Member]?: string };
}
