import { NodeHtmlMarkdown } from "node-html-markdown";
import { type HtmlTag, isBlock, isHtml, isTransparent, partnersOf, tagsIn } from "./html-tags.ts";

/** The absolute URL of a link in a description. `undefined` if unknown: the link becomes text. */
export type ResolveLink = (link: string) => string | undefined;

/**
 * Converts the HTML in a description to Markdown. A description is Markdown, which may contain HTML: only elements are converted, and what
 * is between them is unchanged. Text without HTML is returned unchanged.
 */
export function htmlToMarkdown(text: string, resolveLink: ResolveLink): string {
  const tags = tagsIn(text);
  if (!tags.some(isHtml)) return text;
  const partners = partnersOf(tags);
  const pieces: Piece[] = [];
  let at = 0;
  for (let index = 0; index < tags.length; index += 1) {
    const tag = tags[index] as HtmlTag;
    if (tag.start < at || !isHtml(tag)) continue;
    pieces.push({ text: text.slice(at, tag.start) });
    const end = partners.get(tag);
    if (isTransparent(tag.name) || (end === undefined && tag.kind !== "alone")) {
      if (isBlock(tag.name)) pieces.push({ text: "", isBlock: true });
      at = tag.end;
      continue;
    }
    at = endOf(text, index, tags, partners);
    const inner = tagsUntil(at, index, tags);
    pieces.push(converted(text, { start: tag.start, end: at, tags: inner, partners }, resolveLink));
  }
  return joined([...pieces, { text: text.slice(at) }]);
}

/** A part of the result. */
interface Piece {
  readonly text: string;
  /** True if empty lines must separate it from others. */
  readonly isBlock?: boolean;
}

/** Elements that follow each other, with their tags. */
interface Fragment {
  readonly start: number;
  readonly end: number;
  readonly tags: readonly HtmlTag[];
  readonly partners: ReadonlyMap<HtmlTag, HtmlTag>;
}

/** The tags from an index to a position. */
function tagsUntil(end: number, index: number, tags: readonly HtmlTag[]): readonly HtmlTag[] {
  let stop = index;
  while ((tags[stop]?.start ?? end) < end) stop += 1;
  return tags.slice(index, stop);
}

/** The end of the elements that follow each other, from a first tag on, without text and without an empty line between them. */
function endOf(
  text: string,
  index: number,
  tags: readonly HtmlTag[],
  partners: ReadonlyMap<HtmlTag, HtmlTag>,
): number {
  const first = tags[index] as HtmlTag;
  let end = (partners.get(first) ?? first).end;
  for (let at = index + 1; at < tags.length; at += 1) {
    const next = tags[at] as HtmlTag;
    if (next.start < end) continue;
    const last = next.kind === "alone" ? next : next.kind === "start" ? partners.get(next) : undefined;
    const isAlike = isHtml(next) && !isTransparent(next.name) && isBlock(next.name) === isBlock(first.name);
    const gap = text.slice(end, next.start);
    if (!isAlike || last === undefined || !/^\s*$/.test(gap) || /\n\s*\n/.test(gap)) break;
    end = last.end;
  }
  return end;
}

function converted(text: string, fragment: Fragment, resolveLink: ResolveLink): Piece {
  const { start, end, tags } = fragment;
  // Half of all descriptions with HTML are one such paragraph, which the converter would not change.
  const [, plain] = PLAIN_PARAGRAPH.exec(text.slice(start, end)) ?? [];
  if (plain !== undefined) return { text: plain, isBlock: true };
  const isTableRow = /(?:^|\n)[ \t]*\|[^\n]*$/.test(text.slice(0, start));
  const html = preparedHtml(text, fragment, resolveLink, isTableRow);
  const content = html.replaceAll(/<[^>]*>/g, "");
  // The converter trims spaces at both ends, which separate inline elements from their surroundings.
  const [before, after] = [/^\s/.test(content) ? " " : "", /\s$/.test(content) ? " " : ""];
  if (tags.some(({ name }) => isBlock(name)))
    return { text: narrow(htmlConverter().translate(html).trim()), isBlock: true };
  if (tags.every(({ name }) => name === "br"))
    return { text: isTableRow ? " " : tags.length > 1 ? "\n\n" : "\n" };
  return end > start ? { text: `${before}${htmlConverter().translate(html).trim()}${after}` } : { text: "" };
}

/** A paragraph of words that are separated by single spaces, without elements, entities and cells of tables. */
const PLAIN_PARAGRAPH = /^<p>([^\s<&|]+(?: [^\s<&|]+)*)<\/p>$/i;

/** Tables without the spaces that align their columns. */
function narrow(markdown: string): string {
  return markdown.replaceAll(/^\|.*\|$/gm, (row) =>
    row.replaceAll(/ +\|/g, " |").replaceAll(/-{3,}/g, "---"),
  );
}

/** The HTML with absolute links. Tags that are not HTML are text, unless they enclose something. */
function preparedHtml(
  text: string,
  { start, end, tags, partners }: Fragment,
  resolveLink: ResolveLink,
  isTableRow: boolean,
): string {
  let html = "";
  let at = start;
  for (const tag of tags) {
    html += text.slice(at, tag.start) + preparedTag(tag, partners.has(tag), resolveLink, isTableRow);
    at = tag.end;
  }
  return html + text.slice(at, end);
}

function preparedTag(
  tag: HtmlTag,
  hasPartner: boolean,
  resolveLink: ResolveLink,
  isTableRow: boolean,
): string {
  const { name, kind } = tag;
  if (!isHtml(tag)) return hasPartner ? "" : tag.text.replace("<", "&lt;").replace(">", "&gt;");
  if (name === "br" && isTableRow) return " ";
  if (kind === "end") return `</${name}>`;
  if (name === "a") return startTag("a", "href", linkOf(tag, "href", resolveLink));
  if (name !== "img") return name === "code" ? tag.text : kind === "alone" ? `<${name}/>` : `<${name}>`;
  const alt = attribute(tag, "alt") ?? "";
  const source = linkOf(tag, "src", resolveLink);
  return source === undefined ? alt : startTag("img", "src", source, ` alt="${alt}"`);
}

function startTag(name: string, member: string, value: string | undefined, others = ""): string {
  return value === undefined ? `<${name}>` : `<${name} ${member}="${value}"${others}>`;
}

function linkOf(tag: HtmlTag, member: string, resolveLink: ResolveLink): string | undefined {
  const written = attribute(tag, member)?.replaceAll("&amp;", "&").trim();
  const link = written === undefined || written === "" ? undefined : resolveLink(written);
  return link?.replaceAll("&", "&amp;").replaceAll('"', "%22").replaceAll("(", "%28").replaceAll(")", "%29");
}

function attribute({ text }: HtmlTag, name: string): string | undefined {
  const [, double, single, plain] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(text) ?? [];
  return double ?? single ?? plain;
}

/** The pieces with an empty line around each block. */
function joined(pieces: readonly Piece[]): string {
  let text = "";
  let isAfterBlock = false;
  for (const { text: own, isBlock: isSeparate = false } of pieces) {
    if (!isSeparate && !isAfterBlock) {
      text += own;
      continue;
    }
    const content = isSeparate ? own : own.trimStart();
    if (content !== "") text = text.trim() === "" ? content : `${text.trimEnd()}\n\n${content}`;
    isAfterBlock = isSeparate || content === "";
  }
  return text.trim();
}

const NOTHING: readonly [pattern: RegExp, replacement: string] = [/(?!)/g, ""];

let converter: NodeHtmlMarkdown | undefined;

/** The converter, which is created for the first description with HTML. */
function htmlConverter(): NodeHtmlMarkdown {
  converter ??= createConverter();
  return converter;
}

function createConverter(): NodeHtmlMarkdown {
  const created = new NodeHtmlMarkdown(
    {
      bulletMarker: "-",
      emDelimiter: "*",
      maxConsecutiveNewlines: 2,
      // Descriptions mix HTML and Markdown, so Markdown stays. What would be read as a tag is escaped.
      globalEscape: [/<(?=[a-z/!?])/gi, "\\<"],
      lineStartEscape: NOTHING,
    },
    {
      a: ({ node, visitor }) => {
        const link = node.getAttribute("href");
        if (link === undefined) return {};
        return {
          prefix: "[",
          postfix: `](${link})`,
          childTranslators: visitor.instance.aTagTranslators,
          postprocess: ({ content }) => content.replaceAll(/\s*\n\s*/g, " "),
        };
      },
    },
  );
  const code = created.translators.get("code");
  if (code !== undefined)
    for (const inner of [created.tableCellTranslators, created.aTagTranslators]) inner.set("code", code);
  created.tableCellTranslators.set("br", { content: " ", recurse: false });
  return created;
}
