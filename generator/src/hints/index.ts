export type { PagingHint } from "./paging.ts";
export { type ExtensionHint, pagingHints } from "./paging-hints.ts";
