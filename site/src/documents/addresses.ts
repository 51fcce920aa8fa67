import { existsSync } from "node:fs";
import { join } from "node:path";
import { dirname, normalize, relative } from "node:path/posix";

/** Where the pages of a site are, for links between Markdown files: what `rewriteLinks` needs, as plain data. */
export interface Addresses {
  /** The folder of the repository. */
  readonly root: string;
  /** The files of the repository that are pages, by the path of the page: `guide/webhooks.md` is `docs/webhooks.md`. */
  readonly sources: { readonly [page: string]: string };
  /** The addresses of files, and of headings in them (`packages/copilot-sdk/api.md#clients`), relative to the site: `guide/webhooks`. */
  readonly addresses: { readonly [source: string]: string };
  /** Where other files of the repository can be read, if that is known: the address before their path. */
  readonly files?: string;
}

/** The replacement of a link: another address, or only its text. */
export type RewrittenLink = { readonly href: string } | "text";

/**
 * The address of a link in the site.
 *
 * @param page The path of the page with the link.
 * @throws Error if it leads to a file that does not exist.
 */
export function rewriteLink(
  href: string,
  page: string,
  { root, sources, addresses, files }: Addresses,
): RewrittenLink {
  const source = sources[page];
  if (source === undefined || /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(href)) return { href };
  const [path = "", anchor] = decodeURI(href).split("#");
  const target = normalize(join(path.startsWith("/") ? "" : dirname(source), path)).replace(/\/$/, "");
  const heading = anchor === undefined ? undefined : addresses[`${target}#${anchor}`];
  if (heading !== undefined) return { href: relativeTo(page, heading) };
  const address = addresses[target] ?? addresses[normalize(`${target}/README.md`)];
  if (address !== undefined)
    return { href: relativeTo(page, address) + (anchor === undefined ? "" : `#${anchor}`) };
  if (!existsSync(join(root, target))) throw new Error(`${source} links to ${href}, which does not exist`);
  return files === undefined ? "text" : { href: `${files}${encodeURI(target)}` };
}

/** The address of a page seen from another one: `../reference/clients`. The site may be anywhere on its host. */
export function relativeTo(page: string, address: string): string {
  const [path = "", anchor] = address.split("#");
  const way = relative(dirname(page), path.endsWith("/") || path === "" ? `${path}index` : path);
  const short = way.replace(/(^|\/)index$/, "$1");
  return `${short.startsWith(".") ? "" : "./"}${short}${anchor === undefined ? "" : `#${anchor}`}`;
}
