import type { FieldFacts, TypeFacts } from "@copilot-sdk/generator";
import { description, element, heading, htmlText, inlineDescription } from "./html.ts";
import { remarks } from "./remarks.ts";

/** Finds the address of a type, seen from a page. Undefined if it has none. */
export type FindType = (name: string) => string | undefined;

/** The heading of a type. */
export function typeAnchor(name: string): string {
  return `type-${name}`;
}

/** TypeScript in which the names of types are links. Strings in it stay as they are. */
export function linkedType(text: string, find: FindType): string {
  const parts = text.split(/("(?:[^"\\]|\\.)*"|`[^`]*`|[\p{ID_Start}$_][\p{ID_Continue}$]*)/u);
  const linked = parts.map((part) => {
    const href = find(part);
    return href === undefined ? htmlText(part) : element("a", { href }, htmlText(part));
  });
  return element("code", { class: "type" }, linked.join(""));
}

/** The parameters of a method, or the properties of a type. */
export function fieldList(fields: readonly FieldFacts[], find: FindType): string {
  const rows = fields.map(({ name, type, isRequired, docs }) => {
    const required = isRequired ? element("span", { class: "required" }, "required") : "";
    const term = `${element("code", { class: "name" }, htmlText(name))} ${linkedType(type, find)} ${required}${remarks(docs)}`;
    return element("div", {}, element("dt", {}, term) + element("dd", {}, aboutField(docs)));
  });
  return element("dl", { class: "fields" }, rows.join(""));
}

/** A type with its properties, values or members. */
export function typeEntry(type: TypeFacts, find: FindType): string {
  const { name, docs, fields, others, values, members } = type;
  const more =
    others === undefined
      ? ""
      : element("p", { class: "others" }, `Other properties: ${linkedType(others, find)}`);
  return element(
    "section",
    { class: "type-entry" },
    [
      heading(3, typeAnchor(name), name),
      element("p", { class: "kind" }, htmlText(KINDS[type.kind]) + remarks(docs)),
      aboutType(type),
      fields.length === 0 ? "" : fieldList(fields, find),
      more,
      values.length === 0 ? "" : valueList(values),
      members.length === 0 ? "" : memberList(members, find),
    ].join(""),
  );
}

const KINDS: { readonly [kind in TypeFacts["kind"]]: string } = {
  object: "Object",
  enum: "Open enum: the API may add values",
  union: "Union",
  alias: "Alias",
};

function aboutType({ docs }: TypeFacts): string {
  const text = [docs.summary, docs.description, factsText(docs.facts)].filter(
    (each) => each !== undefined && each !== "",
  );
  return text.length === 0 ? "" : element("div", { class: "prose" }, description(text.join("\n\n")));
}

function aboutField({ summary, description: more, facts }: FieldFacts["docs"]): string {
  return [summary, more, factsText(facts)]
    .filter((text) => text !== undefined && text !== "")
    .map((text) => inlineDescription(text ?? ""))
    .join(" ");
}

/** Facts are phrases without an end. */
function factsText(facts: readonly string[] = []): string {
  return facts.map((fact) => `${fact}.`).join(" ");
}

function valueList(values: TypeFacts["values"]): string {
  const rows = values.map(({ value, about }) => {
    const text = about === "" ? "" : ` ${element("span", {}, inlineDescription(about))}`;
    return element("li", {}, element("code", {}, htmlText(JSON.stringify(value))) + text);
  });
  return element("ul", { class: "values" }, rows.join(""));
}

function memberList(members: readonly string[], find: FindType): string {
  return element(
    "ul",
    { class: "members" },
    members.map((member) => element("li", {}, linkedType(member, find))).join(""),
  );
}
