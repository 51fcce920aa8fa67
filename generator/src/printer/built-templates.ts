/**
 * The templates that are compiled already, by their names. Here there are none: `bundle.mjs` replaces this module, so that the published
 * program compiles only templates of owners.
 */
export const COMPILED: ReadonlyMap<string, TemplateSpecification> = new Map();
