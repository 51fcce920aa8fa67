import type { CatalogueCall, Schema, Types } from "./catalogue.ts";
import { mentionedTypes, typeText } from "./type-text.ts";

/** How long descriptions are, in characters. */
const LONGEST_TEXT = 10_000;
const LONGEST_PARAGRAPH = 1_500;
const LONGEST_ABOUT = 400;

/** A call as a text of at most 10,000 characters: what it does, its input, an example, its result and its errors. */
export function describeCall(call: CatalogueCall, types: Types): string {
  const { name, http, summary, description, deprecated, input, result, example, errors = {} } = call;
  const text = new BoundedText(LONGEST_TEXT);
  text.add(`# ${name}\n${http} (${EFFECTS[call.effect]})`);
  for (const paragraph of [summary, description]) if (paragraph) text.add(cut(paragraph, LONGEST_PARAGRAPH));
  if (deprecated !== undefined) text.add(`Deprecated.${deprecated === true ? "" : ` ${deprecated}`}`);
  text.add(`## Input\n${propertiesText(input) || "None."}`);
  if (example !== undefined) text.add(`## Example of an input\n${JSON.stringify(example)}`);
  text.add(`## Result\n${resultText(result)}`);
  const failures = Object.entries(errors).map(([status, body]) => `${status}: ${typeText(body)}`);
  if (failures.length > 0) text.add(`## Errors, and the types of their bodies\n${failures.join("\n")}`);
  const mentioned = [input, result.schema ?? {}, ...Object.values(errors)];
  addTypes(text, new Set(mentioned.flatMap((schema) => mentionedTypes(schema, types))), types);
  return text.toString();
}

const EFFECTS = { read: "reads", write: "creates or changes", delete: "deletes" } as const;

/** A type, and those that it mentions, as a text of at most 10,000 characters. */
export function describeType(name: string, types: Types): string {
  const text = new BoundedText(LONGEST_TEXT);
  addTypes(text, new Set([name, ...mentionedTypes(types[name] ?? {}, types)]), types);
  return text.toString();
}

function resultText({ kind, schema }: CatalogueCall["result"]): string {
  const type = schema === undefined ? "any" : typeText(schema);
  switch (kind) {
    case "list":
      return `A list of ${type}, page by page.`;
    case "stream":
      return `A stream of ${type}. The call returns its first items.`;
    case "binary":
      return "A file.";
    case "nothing":
      return "Nothing.";
    case "value":
      return type;
  }
}

/** Adds types while there is space, and the names of those for which there is none. */
function addTypes(text: BoundedText, names: ReadonlySet<string>, types: Types): void {
  const left = [...names].filter((name) => !text.add(typeSection(name, types[name] ?? {})));
  if (left.length > 0)
    text.end(
      `Not described here: ${cut(left.join(", "), 1_000)}. Pass one of them as \`type\` to \`describe\`.`,
    );
}

function typeSection(name: string, schema: Schema): string {
  const properties = propertiesText(schema);
  const about = schema.description === undefined ? "" : ` ${cut(schema.description, LONGEST_ABOUT)}`;
  return `## Type ${name}\n${properties === "" ? typeText(schema) : `An object.`}${about}${properties === "" ? "" : `\n${properties}`}`;
}

/** A line for each property of an object. */
function propertiesText({ properties = {}, required = [], additionalProperties }: Schema): string {
  const lines = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) ? "" : "?";
    const examples =
      schema.examples === undefined
        ? ""
        : ` For example ${schema.examples.map((each) => JSON.stringify(each)).join(", ")}.`;
    const about =
      `${schema.deprecated ? " Deprecated." : ""} ${cut(schema.description ?? "", LONGEST_ABOUT)}${examples}`.trimEnd();
    return `- ${name}${optional}: ${cut(typeText(schema), LONGEST_ABOUT)}.${about}`;
  });
  if (additionalProperties && lines.length > 0)
    lines.push(`- other names: ${typeText(additionalProperties)}`);
  return lines.join("\n");
}

/** Sections with a limit for the length of all together. */
class BoundedText {
  readonly #sections: string[] = [];
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  /** Adds a section if there is space for it. The first ones are cut instead. */
  add(section: string): boolean {
    const isFirst = this.#sections.length < 2;
    if (section.length > this.#left && !isFirst) return false;
    this.end(cut(section, this.#left));
    return true;
  }

  /** Adds a section in any case. */
  end(section: string): void {
    this.#sections.push(section);
    this.#left = Math.max(0, this.#left - section.length);
  }

  toString(): string {
    return this.#sections.join("\n\n");
  }
}

/** The beginning of a text. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 3))}...`;
}
