/** A tag in a description, `<a href="/docs">`. */
export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly kind: "start" | "end" | "alone";
  readonly start: number;
  readonly end: number;
  /** The tag as it is written. */
  readonly text: string;
}

/**
 * The tags in a text that may be Markdown. Code, whether a fence, a block or in backticks, contains none. Neither do URLs such as
 * `<https://acme.example>` and e-mail addresses.
 */
export function tagsIn(text: string): readonly HtmlTag[] {
  if (!text.includes("<")) return [];
  return [...text.matchAll(TOKEN)].flatMap((match): readonly HtmlTag[] => {
    const { slash, name } = match.groups ?? {};
    if (name === undefined) return [];
    const own = name.toLowerCase();
    const kind = ALONE.has(own) || match[0].endsWith("/>") ? "alone" : slash === "" ? "start" : "end";
    return [{ name: own, kind, start: match.index, end: match.index + match[0].length, text: match[0] }];
  });
}

/** The partners of start tags and end tags, both ways. Tags without one are missing. */
export function partnersOf(tags: readonly HtmlTag[]): ReadonlyMap<HtmlTag, HtmlTag> {
  const partners = new Map<HtmlTag, HtmlTag>();
  const open = new Map<string, HtmlTag[]>();
  for (const tag of tags) {
    const starts = open.get(tag.name) ?? [];
    open.set(tag.name, starts);
    if (tag.kind === "start") starts.push(tag);
    const start = tag.kind === "end" ? starts.pop() : undefined;
    if (start !== undefined) partners.set(start, tag).set(tag, start);
  }
  return partners;
}

/** True if a tag is an HTML tag. Others, `<token>`, are usually placeholders. */
export function isHtml({ name }: HtmlTag): boolean {
  return INLINE.has(name) || isBlock(name);
}

/** True if an element begins on a new line. */
export function isBlock(name: string): boolean {
  return BLOCKS.has(name);
}

/** True if an element has no meaning in Markdown except for its content, which may be Markdown. */
export function isTransparent(name: string): boolean {
  return TRANSPARENT.has(name);
}

/** Elements without content. */
const ALONE = words("br hr img wbr");
const TRANSPARENT = words(
  "article aside center details div font footer header main nobr section small span summary u wbr",
);
const BLOCKS = words(
  "article aside blockquote center dd details div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul",
);
const INLINE = words(
  "a abbr b br code del em font i img ins kbd mark nobr s samp small span strike strong sub sup tt u var wbr",
);

/**
 * Code in Markdown: a fence, a line that is indented by four spaces after an empty line and is not HTML with an indentation, or text in
 * backticks. Or else a tag. Its attributes contain no `<`, so that unclosed quotes do not make the search slow.
 */
const TOKEN =
  /(?:^|\n) {0,3}(?<fence>`{3,}|~{3,})[\s\S]*?(?:\n {0,3}\k<fence>|$)|\n[ \t]*\n(?: {4}|\t)(?![ \t]*<)[^\n]*|(?<!`)(?<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\k<ticks>(?!`)|<(?<slash>\/?)(?<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>/g;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
