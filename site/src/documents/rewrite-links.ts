import type { MarkdownRenderer } from "vitepress";
import { type Addresses, rewriteLink } from "./addresses.ts";

type Token = ReturnType<MarkdownRenderer["parse"]>[number];

/**
 * Gives links between files of the repository the addresses of their pages. A link to a file that is no page leads to the repository, or
 * becomes text if its address is not known.
 */
export function rewriteLinks(md: MarkdownRenderer, addresses: Addresses): void {
  md.core.ruler.push("links-of-the-repository", ({ tokens, env }) => {
    const page = (env as { readonly relativePath?: string }).relativePath;
    if (page === undefined) return;
    for (const { children } of tokens) if (children) rewriteIn(children, page, addresses);
  });
}

/** The attributes of elements that lead somewhere. */
const ADDRESSES: { readonly [type: string]: "href" | "src" | undefined } = {
  link_open: "href",
  image: "src",
};

function rewriteIn(tokens: Token[], page: string, addresses: Addresses): void {
  const texts = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    const attribute = ADDRESSES[token.type];
    const address = attribute === undefined ? null : token.attrGet(attribute);
    if (attribute === undefined || address === null) continue;
    const link = rewriteLink(address, page, addresses);
    if (link !== "text") token.attrSet(attribute, link.href);
    else if (token.type === "link_open") texts.add(index).add(closingOf(tokens, index));
    else throw new Error(`${page} shows ${address}, which is not an image of the site`);
  }
  for (const index of [...texts].sort((a, b) => b - a)) tokens.splice(index, 1);
}

/** Links do not contain links, so the next end is that of this one. */
function closingOf(tokens: readonly Token[], opening: number): number {
  return tokens.findIndex(({ type }, index) => index > opening && type === "link_close");
}
