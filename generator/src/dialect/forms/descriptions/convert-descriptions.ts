import { entriesOf, isRecord } from "../../../spec/guards.ts";
import type { Pointer } from "../../../spec/pointer.ts";
import { type Draft, define } from "../../draft/index.ts";
import { DESCRIPTIONS } from "../enum-names.ts";
import { htmlToMarkdown } from "./html-to-markdown.ts";

/** The members of any object that are descriptions, besides those of enum values. */
const MEMBERS = ["description", "summary", "x-deprecated-reason", "x-deprecated", "x-doubt"];

/**
 * Descriptions are Markdown: HTML in them is converted. Relative links are resolved against the URL of the documentation, or else become
 * text.
 *
 * @param documentUrl The URL of the documentation. Default: the URL of `externalDocs`, or else of the file.
 */
export function convertDescriptions(draft: Draft, documentUrl: string | undefined): void {
  const links = new Links(draft, documentUrl);
  for (const node of draft.content.nodes) {
    const { value } = node;
    if (!isRecord(value)) continue;
    const convert = (owner: object, member: string, text: unknown) => {
      if (typeof text !== "string" || !text.includes("<")) return;
      const markdown = htmlToMarkdown(text, (link) => links.resolve(link, node.pointer));
      if (markdown !== text) define(owner, member, markdown);
    };
    for (const member of MEMBERS) convert(value, member, value[member]);
    const byValue = value[DESCRIPTIONS];
    if (isRecord(byValue)) for (const [key, text] of entriesOf(byValue)) convert(byValue, key, text);
  }
  if (links.unknown > 0) draft.report("relative-links", { count: links.unknown }, ["info"]);
}

/** Makes the links in descriptions absolute. */
class Links {
  /** The number of links whose URL is unknown. */
  unknown = 0;
  readonly #draft: Draft;
  readonly #base: string | undefined;

  constructor(draft: Draft, documentUrl: string | undefined) {
    const { externalDocs } = draft.root;
    const documentation = isRecord(externalDocs) ? externalDocs.url : undefined;
    this.#draft = draft;
    this.#base = documentUrl ?? (isAbsolute(documentation) ? documentation : undefined);
  }

  /** The absolute URL of a link. `undefined` if it is unknown or not the URL of a page, so that the link becomes text. */
  resolve(link: string, pointer: Pointer): string | undefined {
    if (/^mailto:/i.test(link)) return link;
    if (/^[a-z][a-z\d+.-]*:/i.test(link) && !isAbsolute(link)) return undefined;
    const address = URL.parse(link, isAbsolute(link) ? undefined : this.#baseAt(pointer))?.href;
    if (address === undefined) this.unknown += 1;
    return address;
  }

  #baseAt(pointer: Pointer): string | undefined {
    if (this.#base !== undefined) return this.#base;
    const { file } = this.#draft.document.locate(pointer);
    return isAbsolute(file) ? file : undefined;
  }
}

function isAbsolute(address: unknown): address is string {
  return typeof address === "string" && /^https?:\/\//i.test(address);
}
