import type { MethodEntry } from "@copilot-sdk/generator";
import { codeBlock, description, element, heading, htmlText, inlineDescription } from "./html.ts";
import { reasons, remarks, verb } from "./remarks.ts";
import { type FindType, fieldList, linkedType } from "./types.ts";

/** The lookups with which the methods of a page link to other parts. */
export interface MethodSurroundings {
  readonly find: FindType;
  /** The address of the guide to errors. Absent: there is none. */
  readonly errors?: string;
}

/** The anchor of a method on the page of its resource: its own name. */
export function methodAnchor({ title }: Pick<MethodEntry, "title">): string {
  return title.slice(title.lastIndexOf(".") + 1);
}

/** A list of the methods of a page, with links to them. */
export function methodIndex(methods: readonly MethodEntry[]): string {
  const rows = methods.map((method) => {
    const { httpMethod, docs } = method;
    const name = element("code", {}, htmlText(methodAnchor(method)));
    const about = element("span", { class: "about" }, inlineDescription(docs.summary ?? "") + remarks(docs));
    const href = `#${encodeURIComponent(methodAnchor(method))}`;
    return element("li", {}, verb(httpMethod) + element("a", { href }, name) + about);
  });
  return element("ul", { class: "method-index" }, rows.join(""));
}

/** A method: what it does on one side, a sample on the other. */
export function methodEntry(method: MethodEntry, surroundings: MethodSurroundings): string {
  const about = [
    heading(2, methodAnchor(method), method.title),
    requestLine(method),
    prose(method),
    signature(method, surroundings),
    parameters(method, surroundings),
    errors(method, surroundings),
  ].join("");
  const sample = `<div class="sample">${codeBlock(method.sample)}</div>`;
  return `<section class="method"><div class="facts">${about}</div>${sample}</section>`;
}

function requestLine({ httpMethod, path, contentMethod, docs }: MethodEntry): string {
  const then = contentMethod === undefined ? "" : ` then ${verb(contentMethod)} the content`;
  const address = element("code", { class: "path" }, breakable(path));
  return element("p", { class: "request" }, `${verb(httpMethod)} ${address}${then}${remarks(docs)}`);
}

/** A path may be broken before each slash. */
function breakable(path: string): string {
  return path.split("/").map(htmlText).join("<wbr>/");
}

function prose({ docs, bodies }: MethodEntry): string {
  const texts = [docs.summary, docs.description, ...bodies].filter(
    (text) => text !== undefined && text !== "",
  );
  return element("div", { class: "prose" }, description(texts.join("\n\n")) + reasons(docs));
}

function signature({ call, result }: MethodEntry, { find }: MethodSurroundings): string {
  const returns = `${element("span", { class: "returns" }, "returns")} ${linkedType(result, find)}`;
  return element("p", { class: "signature" }, `${element("code", {}, htmlText(call))} ${returns}`);
}

function parameters({ fields }: MethodEntry, { find }: MethodSurroundings): string {
  return fields.length === 0 ? "" : element("h3", {}, "Parameters") + fieldList(fields, find);
}

function errors({ errors }: MethodEntry, { errors: address }: MethodSurroundings): string {
  if (errors.length === 0) return "";
  const title = address === undefined ? "Errors" : element("a", { href: address }, "Errors");
  const statuses = errors.map((status) => element("li", {}, element("code", {}, htmlText(status))));
  return element("h3", {}, title) + element("ul", { class: "statuses" }, statuses.join(""));
}
