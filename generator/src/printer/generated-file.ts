import type { StatementStructures } from "ts-morph";

/** A file that an emitter passes to the printer. */
export type GeneratedFile = TypeScriptFile | TemplateFile | JsonFile | TextFile;

/** TypeScript as ts-morph structures. */
export interface TypeScriptFile {
  readonly kind: "typescript";
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Declarations are structures. Expression statements, for which ts-morph has no structure, are strings. */
  readonly statements: readonly (StatementStructures | string)[];
}

/** Markdown: a Handlebars template and its data. */
export interface TemplateFile {
  readonly kind: "template";
  readonly path: string;
  /** The file name of the template without `.hbs`. */
  readonly template: string;
  readonly data: object;
}

/** JSON, indented with two spaces. */
export interface JsonFile {
  readonly kind: "json";
  readonly path: string;
  readonly value: unknown;
  /** Top-level keys whose values in the existing file are kept. */
  readonly keep?: readonly string[];
}

/** Text that is written as it is. */
export interface TextFile {
  readonly kind: "text";
  readonly path: string;
  readonly text: string;
}
