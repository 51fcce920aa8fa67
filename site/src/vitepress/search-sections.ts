/** A part of a page that the search finds by itself. */
export interface SearchSection {
  /** Empty: the top of the page. */
  readonly anchor: string;
  /** Its title after those of the sections that it is in. */
  readonly titles: string[];
  readonly text: string;
}

/** Divides the HTML of a page at its headings with anchors. What VitePress does by default fails if a heading has none. */
export function searchSections(html: string): SearchSection[] {
  const headings = [...html.matchAll(/<h([1-6])\b([^>]*)>(.*?)<\/h\1>/gs)]
    .map((match) => ({
      level: Number(match[1]),
      anchor: /\bid="([^"]*)"/.exec(match[2] ?? "")?.[1] ?? "",
      title: plain((match[3] ?? "").replace(/<a class="header-anchor".*?<\/a>/s, "")),
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ level, anchor }) => level === 1 || anchor !== "");
  const outer: string[] = [];
  return headings.map(({ level, anchor, title, end }, index) => {
    outer.length = Math.min(outer.length, level - 1);
    outer[level - 1] = title;
    return {
      anchor: level === 1 ? "" : anchor,
      titles: outer.filter((each) => each !== undefined && each !== ""),
      text: plain(html.slice(end, headings[index + 1]?.start)),
    };
  });
}

const ENTITIES: { readonly [entity: string]: string } = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#10;": " ",
  "&#123;": "{",
  "&#8203;": "",
  "&amp;": "&",
};

/** The text of HTML. Elements that stand beside each other become words beside each other. */
function plain(html: string): string {
  return html
    .replace(/<\/?(?:p|li|dt|dd|div|h\d|td|th|tr|section|ul|dl|wbr)\b[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|quot|amp|#39|#10|#123|#8203);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\u200b/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
