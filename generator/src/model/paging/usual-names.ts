import type { PropertyPath } from "../../api-model/paging.ts";

/** A name without case and punctuation: `next_page-Token` as `nextpagetoken`, `page[number]` as `pagenumber`. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The last name of a path, plain. */
export function lastOf(path: PropertyPath): string {
  return plain(path.at(-1) ?? "");
}

/** Parameters that take a cursor. */
export const CURSOR = names(
  "page cursor after startcursor pagecursor nextcursor pagetoken nextpagetoken nexttoken starttoken continuationtoken continuation startingafter startafter aftercursor afterid aftertoken pageafter pagekey nextkey startkey marker bookmark scrollid pageid offset next exclusivestartkey token lastid position",
);

/** Values of a response that can only be the cursor of the next page. */
export const NEXT_CURSOR = names(
  "nextpage nextcursor nextpagetoken nexttoken nextpagecursor nextmarker nextkey nextoffset nextpageoffset nextcontinuationtoken nextstartcursor endcursor nextpagekey nextbookmark nextafter nextpageid nextpageafter nextid nextposition cursornext",
);

/** Objects of a response that are about pages. */
export const ABOUT_PAGES = names(
  "page pages paging pageinfo pagination pagemeta meta metadata cursor cursors links nextpage responsemetadata pagingmetadata listmetadata paginator pageable",
);

/** Parameters with the number of items before a page. */
export const OFFSET = names("offset skip pageoffset recordoffset firstresult");

/** Parameters that may contain this number, a date or an id: the description must confirm it. */
export const MAYBE_OFFSET = names("from start startat startingat");

/** Parameters with the number of a page. */
export const PAGE = names("page pagenumber pageno pagenum pageindex currentpage p");

/** Parameters with the size of a page. */
export const SIZE = names(
  "limit pagesize perpage pagelimit size count take top maxresults maxitems max itemsperpage pagecount numresults resultsperpage num n rows results maxpagesize recordsperpage first",
);

/** The number of items in the whole list. */
export const TOTAL = names(
  "total totalcount totalitems totalresults totalrecords totalelements totalhits totalrows totalentries totalnumber totalsize itemstotal resultstotal recordstotal totalnumberofitems totalnumberofresults",
);

/** The number of pages. */
export const PAGES = names(
  "totalpages pages pagecount numpages numberofpages lastpage pagestotal totalpagecount totalpagescount maxpage",
);

/** The number of this page. */
export const CURRENT = names("page currentpage pagenumber pageindex pageno current");

/** True if there are more pages. */
export const MORE = names(
  "hasmore hasnext hasnextpage hasmorepages hasmoreitems hasmoreresults hasmoredata more morepages morepagesavailable moreavailable hasmoreentries morerecords moreresults",
);

/** The address of the next page. */
export const NEXT_ADDRESS = names(
  "nexturl nextlink nexthref nextpageurl nextpagelink nextpageuri nexturi odatanextlink nextpagehref",
);

/** Arrays that are the items, next to other arrays. */
export const ITEMS = names(
  "data items results result records values value entries list objects rows hits content elements documents resources",
);

/** Arrays that are never the items of a list. */
export const ASIDE = names(
  "errors warnings links included facets aggregations messages notices columns fields headers sort sorting filters includes",
);

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
