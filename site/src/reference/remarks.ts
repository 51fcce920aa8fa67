import type { MethodFacts } from "@copilot-sdk/generator";
import { element, htmlText, inlineDescription } from "./html.ts";

/** Labels for what is deprecated, or may still change. */
export function remarks({ deprecated, preview }: MethodFacts["docs"]): string {
  return [
    deprecated === undefined ? "" : element("span", { class: "remark deprecated" }, "deprecated"),
    preview === undefined ? "" : element("span", { class: "remark preview" }, "preview"),
  ].join("");
}

/** Why something is deprecated, or what may change, if the document says it. */
export function reasons({ deprecated, preview }: MethodFacts["docs"]): string {
  return [deprecated, preview]
    .filter((reason) => typeof reason === "string")
    .map((reason) => element("p", { class: "reason" }, inlineDescription(reason)))
    .join("");
}

/** The method of a request. */
export function verb(httpMethod: string): string {
  return element("span", { class: `verb ${htmlText(httpMethod.toLowerCase())}` }, htmlText(httpMethod));
}
