import type { PackageReference, ReferencePage, TypeFacts } from "@copilot-sdk/generator";
import { relativeTo } from "../documents/addresses.ts";
import type { Page } from "../pages.ts";
import { codeBlock, description, element, heading, htmlText, inlineDescription } from "./html.ts";
import { type MethodSurroundings, methodAnchor, methodEntry, methodIndex } from "./methods.ts";
import { type FindType, typeEntry } from "./types.ts";

interface Surroundings extends MethodSurroundings {
  readonly address: string;
}

/** A resource: its methods and its types. */
export function resourcePage(page: ReferencePage, own: PackageReference, surroundings: Surroundings): Page {
  const { title, docs, methods, types } = page;
  return referencePage(surroundings.address, title, docs.summary ?? docs.description ?? "", [
    leadOf(docs),
    page.package === own.name
      ? ""
      : element("p", { class: "package" }, `In ${code(own.name)} and ${code(page.package)}`),
    methodIndex(methods),
    ...methods.map((method) => methodEntry(method, surroundings)),
    types.length === 0 ? "" : heading(2, "types", "Types"),
    ...types.map((type) => typeEntry(type, surroundings.find)),
  ]);
}

/** The types that belong to no resource. */
export function typesPage(types: readonly TypeFacts[], address: string, find: FindType): Page {
  return referencePage(address, "Shared types", "The types that several resources or events use.", [
    lead("<p>The types that several resources or events use.</p>"),
    ...types.map((type) => typeEntry(type, find)),
  ]);
}

/** The events that the API sends. */
export function eventsPage(
  { events, eventUnion = "" }: PackageReference,
  address: string,
  find: FindType,
): Page {
  const href = find(eventUnion);
  const union = href === undefined ? code(eventUnion) : element("a", { href }, code(eventUnion));
  const rows = events.map(({ eventType, docs }) => {
    const term = element("dt", {}, element("code", { class: "name" }, htmlText(eventType)));
    return element(
      "div",
      {},
      term + element("dd", {}, inlineDescription(docs.summary ?? docs.description ?? "")),
    );
  });
  return referencePage(address, "Events", "The events that the API sends to webhooks.", [
    lead(`<p>What the API sends to webhooks. The union of all events is ${union}.</p>`),
    element("dl", { class: "fields" }, rows.join("")),
  ]);
}

/** All resources with their methods, and the client that the samples use. */
export function indexPage(
  own: PackageReference,
  folder: string,
  addressOf: (page: ReferencePage) => string,
): Page {
  const path = `${folder}/index`;
  const count = own.pages.reduce((sum, { methods }) => sum + methods.length, 0);
  const about = `${count} methods of ${own.pages.length} resources in ${code(own.name)}. The samples use this client:`;
  const cards = own.pages.map((page) => resourceCard(page, relativeTo(`${path}.md`, addressOf(page))));
  return referencePage(path, "API reference", own.description, [
    lead(`<p>${about}</p>`),
    codeBlock(own.construct),
    element("div", { class: "resources" }, cards.join("")),
  ]);
}

function resourceCard({ title, docs, methods }: ReferencePage, href: string): string {
  const links = methods.map((method) => {
    const anchor = methodAnchor(method);
    return element(
      "li",
      {},
      element("a", { href: `${href}#${encodeURIComponent(anchor)}` }, htmlText(anchor)),
    );
  });
  const first = firstSentence(docs.summary ?? docs.description ?? "");
  const about = first === "" ? "" : element("p", {}, inlineDescription(first));
  const name = element("h2", {}, element("a", { href }, htmlText(title)));
  return element("article", {}, name + about + element("ul", {}, links.join("")));
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function referencePage(address: string, title: string, about: string, parts: readonly string[]): Page {
  const text = [element("h1", {}, htmlText(title)), ...parts].filter((part) => part !== "").join("\n\n");
  return { path: `${address}.md`, title, about, layout: "reference", text };
}

function leadOf({ summary, description: more }: ReferencePage["docs"]): string {
  const texts = [summary, more].filter((text) => text !== undefined && text !== "");
  return texts.length === 0 ? "" : lead(description(texts.join("\n\n")));
}

function lead(html: string): string {
  return element("div", { class: "lead" }, html);
}

function code(text: string): string {
  return element("code", {}, htmlText(text));
}
