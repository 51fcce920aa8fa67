import Handlebars from "handlebars";
import { DiagnosticError } from "../diagnostics/index.ts";
import { templateProblems, type Variables, type WrittenTemplate } from "./check-template.ts";
import { compiled, compiledTemplate } from "./compiled-templates.ts";
import type { TemplateFile } from "./generated-file.ts";
import { INDENT, reindented } from "./indentation.ts";
import { markdownBlock, markdownCode, markdownSentence, markdownText } from "./markdown.ts";
import { TEMPLATE_VARIABLES, type TemplateName } from "./template-variables.ts";

/** Templates of the owner in place of those of the generator. */
export type OwnTemplates = { readonly [Name in TemplateName]?: WrittenTemplate };

/** Options for printing Markdown. */
export interface TemplateOptions {
  readonly templates?: OwnTemplates;
  /** The indentation of code. Default: two spaces. */
  readonly indent?: string;
}

/**
 * Prints Markdown from Handlebars templates. A plain `{{value}}` is escaped as HTML, which is safe everywhere;
 * `{{text value}}`, `{{code value}}` and `{{text-block value}}` escape for text and table cells, for inline code, and for
 * lines of a code block. `{{sentence value}}` is for sentences about changes, in which names are code.
 */
export class TemplatePrinter {
  readonly #handlebars = Handlebars.create();
  readonly #compiled = new Map<string, HandlebarsTemplateDelegate>();
  /** The texts of replaced templates, by the name of the one that each replaces. */
  readonly #own = new Map<string, string>();

  /** @throws {DiagnosticError} if a template of the owner is invalid. */
  constructor({ templates = {}, indent = INDENT }: TemplateOptions = {}) {
    const escapes = {
      text: markdownText,
      sentence: markdownSentence,
      "text-block": (text: string) =>
        markdownBlock(
          text
            .split("\n")
            .map((line) => reindented(line, indent))
            .join("\n"),
        ),
      code: (text: string) => markdownCode(text.replaceAll(PIPE, ""), PIPE),
    };
    for (const [name, escapeValue] of Object.entries(escapes)) {
      this.#handlebars.registerHelper(
        name,
        (value: unknown) => new Handlebars.SafeString(escapeValue(String(value ?? ""))),
      );
    }
    const problems = Object.entries(templates).flatMap(([name, written]) => {
      const { template, variables } = TEMPLATE_VARIABLES[name as TemplateName];
      this.#own.set(template, written.text);
      return templateProblems(written, variables as Variables, Object.keys(escapes));
    });
    if (problems.length > 0) throw new DiagnosticError(problems);
  }

  print(file: TemplateFile): string {
    const text = this.#template(file.template)(file.data);
    return `${withPipes(text)
      .replace(/\n{3,}/g, "\n\n")
      .trimEnd()}\n`;
  }

  #template(name: string): HandlebarsTemplateDelegate {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const own = this.#own.get(name);
    const template = this.#handlebars.template(own === undefined ? compiledTemplate(name) : compiled(own));
    this.#compiled.set(name, template);
    return template;
  }
}

/** Stands for a pipe in code until its line is known. */
const PIPE = "\u0001";

/** Escapes the pipes of code in table rows only. */
function withPipes(text: string): string {
  if (!text.includes(PIPE)) return text;
  return text.replace(/^.*$/gm, (line) => line.replaceAll(PIPE, line.startsWith("|") ? "\\|" : "|"));
}
