import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import type { TemplateFile } from "./generated-file.ts";
import { markdownBlock, markdownCode, markdownSentence, markdownText } from "./markdown.ts";
import { TEMPLATES } from "./templates-folder.ts";

/** The functions that escape values in templates, by the names of their helpers. */
const ESCAPES = {
  text: markdownText,
  sentence: markdownSentence,
  "text-block": markdownBlock,
  code: markdownCode,
};

/**
 * Prints Markdown from Handlebars templates. A plain `{{value}}` is escaped as HTML, which is safe everywhere;
 * `{{text value}}`, `{{code value}}` and `{{text-block value}}` escape for text and table cells, for inline code, and for
 * lines of a code block. `{{sentence value}}` is for sentences about changes, in which names are code.
 */
export class TemplatePrinter {
  readonly #handlebars = Handlebars.create();
  readonly #templates = new Map<string, HandlebarsTemplateDelegate>();

  constructor() {
    for (const [name, escapeValue] of Object.entries(ESCAPES)) {
      this.#handlebars.registerHelper(
        name,
        (value: unknown) => new Handlebars.SafeString(escapeValue(String(value ?? ""))),
      );
    }
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
