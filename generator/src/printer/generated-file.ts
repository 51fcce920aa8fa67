import type { StatementStructures } from "ts-morph";

/** What an emitter gives to the printer: one whole file, not yet text. */
export type GeneratedFile = TypeScriptFile | TemplateFile | JsonFile;

/** TypeScript as ts-morph structures. */
export interface TypeScriptFile {
  readonly kind: "typescript";
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Declarations as structures; an expression statement, for which there is no structure, as text. */
  readonly statements: readonly (StatementStructures | string)[];
}

/** Text that is not code: a Handlebars template and what it is filled with. */
export interface TemplateFile {
  readonly kind: "template";
  readonly path: string;
  /** The template's file name without `.hbs`. */
  readonly template: string;
  readonly data: object;
}

/** A value, printed as JSON with two spaces. */
export interface JsonFile {
  readonly kind: "json";
  readonly path: string;
  readonly value: unknown;
  /** Top-level keys whose value in the existing file wins. */
  readonly keep?: readonly string[];
}
