import markdownIt from "markdown-it";

/** Escapes text for HTML in a page, in which an empty line would end the HTML. */
export function htmlText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

/** An element. The content is HTML. */
export function element(
  tag: string,
  attributes: { readonly [name: string]: string },
  content: string,
): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${htmlText(value)}"`);
  return `<${tag}${given.join("")}>${content}</${tag}>`;
}

/** A heading with an anchor, as the search and the outline find it. */
export function heading(level: 2 | 3, id: string, text: string): string {
  const anchor = {
    class: "header-anchor",
    href: `#${encodeURIComponent(id)}`,
    "aria-label": `Permalink to ${text}`,
  };
  return element(`h${level}`, { id, tabindex: "-1" }, `${htmlText(text)} ${element("a", anchor, "&#8203;")}`);
}

/** A block of code, which VitePress colours. */
export function codeBlock(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `\n\n${fence}ts\n${code}\n${fence}\n\n`;
}

/** Text of a document is foreign: HTML in it is text, and its links lead out of the site. */
const markdown = markdownIt({ html: false, linkify: false });
markdown.disable(["image", "heading", "lheading"]);
markdown.validateLink = (url) => /^(?:https?|mailto):/i.test(url);
const wrapTable = (tag: string) => () => tag;
markdown.renderer.rules.table_open = wrapTable('<div class="scrolling" tabindex="0"><table>');
markdown.renderer.rules.table_close = wrapTable("</table></div>");

/** A description of the document, with its Markdown. */
export function description(text: string): string {
  return inPage(markdown.render(text).trim());
}

/** The same for one line. */
export function inlineDescription(text: string): string {
  return inPage(markdown.renderInline(text.replace(/\s+/g, " ").trim()));
}

function inPage(html: string): string {
  return html.replaceAll("\n", "&#10;");
}
