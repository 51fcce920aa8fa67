import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import { markdownText as sentenceText } from "../diff/index.ts";
import { oneLine } from "./comments.ts";
import type { TemplateFile } from "./generated-file.ts";

const TEMPLATES = new URL("../../../templates/", import.meta.url);

/**
 * Prints Markdown from Handlebars templates. A plain `{{value}}` is escaped as HTML, which is safe everywhere;
 * `{{text value}}`, `{{code value}}` and `{{text-block value}}` escape for running text and table cells, for inline
 * code, and for the lines of a code block. `{{sentence value}}` is for what is told of a change, in which names are code.
 */
export class TemplatePrinter {
  readonly #handlebars = Handlebars.create();
  readonly #templates = new Map<string, HandlebarsTemplateDelegate>();

  constructor() {
    this.#handlebars.registerHelper("text", (value: unknown) => safe(markdownText(String(value ?? ""))));
    this.#handlebars.registerHelper("sentence", (value: unknown) => safe(sentenceText(String(value ?? ""))));
    this.#handlebars.registerHelper("text-block", (value: unknown) => safe(codeBlock(String(value ?? ""))));
    this.#handlebars.registerHelper("code", (value: unknown) => safe(markdownCode(String(value ?? ""))));
  }

  print(file: TemplateFile): string {
    const text = this.#template(file.template)(file.data);
    return `${text.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
  }

  #template(name: string): HandlebarsTemplateDelegate {
    const known = this.#templates.get(name);
    if (known !== undefined) return known;
    const source = readFileSync(new URL(`${name}.hbs`, TEMPLATES), "utf8").replaceAll("\r\n", "\n");
    const template = this.#handlebars.compile(source, { strict: true });
    this.#templates.set(name, template);
    return template;
  }
}

/** Text on one line in which nothing is markup; backticks stay, so that code in descriptions reads as code. */
function markdownText(text: string): string {
  return oneLine(text)
    .replaceAll("\\", "\\\\")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("|", "\\|")
    .replace(/[[\]]/g, "\\$&");
}

/** Text as the lines of a code block, which nothing in it can end. */
function codeBlock(text: string): string {
  return text.replaceAll("```", "` ` `");
}

/** Text as inline code, with as many backticks around it as it needs. */
function markdownCode(text: string): string {
  const line = oneLine(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return longest === 0 ? mark + line + mark : `${mark} ${line} ${mark}`;
}

function safe(text: string): Handlebars.SafeString {
  return new Handlebars.SafeString(text);
}
