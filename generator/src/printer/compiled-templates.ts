import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import { COMPILED } from "./built-templates.ts";
import { TEMPLATES } from "./templates-folder.ts";

/** A compiled template, by the text of each that was used before. */
const known = new Map<string, TemplateSpecification>();

/** A template of the generator, compiled. */
export function compiledTemplate(name: string): TemplateSpecification {
  return COMPILED.get(name) ?? compiled(templateText(name));
}

/** Compiles a template, once. */
export function compiled(text: string): TemplateSpecification {
  const template = known.get(text) ?? compile(text);
  known.set(text, template);
  return template;
}

function compile(text: string): TemplateSpecification {
  const code = Handlebars.precompile(text, { strict: true });
  return new Function(`return ${String(code)}`)() as TemplateSpecification;
}

/** The text of a template of the generator. */
export function templateText(name: string): string {
  return readFileSync(new URL(`${name}.hbs`, TEMPLATES), "utf8").replaceAll("\r\n", "\n");
}
