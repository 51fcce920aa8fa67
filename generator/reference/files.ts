import { fileURLToPath } from "node:url";
import { codeGroups } from "../src/diagnostics/index.ts";
import { about, anyAbilities } from "../src/printer/package-variables.ts";
import type { TemplateName } from "../src/printer/template-variables.ts";
import { configurationPage } from "./configuration-page.ts";
import { diagnosticsIndex, diagnosticsPage } from "./diagnostics-pages.ts";
import { type DocumentedKey, readKeys } from "./doc-comments.ts";
import { configSchema } from "./json-schema.ts";
import { type SharedVariables, templatesPage } from "./templates-page.ts";

/** A file that is made from the sources of the generator. */
export interface ReferenceFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

/** The keys of the configuration. */
export function configKeys(): readonly DocumentedKey[] {
  return readKeys({ folder: sources("config/settings"), file: "sdk-config.ts", name: "sdkConfig" });
}

/** The variables of a template that the configuration can replace. */
export function templateVariables(name: TemplateName): readonly DocumentedKey[] {
  return readKeys({
    folder: sources("printer"),
    file: "template-variables.ts",
    name: "TEMPLATE_VARIABLES",
    path: [name, "variables"],
  });
}

/** The variables that several templates have. */
function sharedVariables(): readonly SharedVariables[] {
  const groups = [
    { title: "All files of a package", name: "about", schema: about },
    { title: "What a package can do", name: "anyAbilities", schema: anyAbilities },
  ];
  return groups.map(({ title, name, schema }) => ({
    title,
    schema,
    keys: readKeys({ folder: sources("printer"), file: "package-variables.ts", name }),
  }));
}

function sources(folder: string): string {
  return fileURLToPath(new URL(`../src/${folder}`, import.meta.url));
}

/**
 * The documentation that is made from the sources: the page and the JSON schema of the configuration, the page of the templates, and the
 * explanations of problems.
 */
export function referenceFiles(): readonly ReferenceFile[] {
  const keys = configKeys();
  const schema = configSchema(keys);
  return [
    { path: "docs/configuration.md", text: configurationPage(keys, schema) },
    { path: "docs/templates.md", text: templatesPage(templateVariables, sharedVariables()) },
    { path: "generator/sdk.config.schema.json", text: `${JSON.stringify(schema, undefined, 2)}\n` },
    { path: "docs/diagnostics/README.md", text: diagnosticsIndex(codeGroups) },
    ...codeGroups.map((group) => ({
      path: `docs/diagnostics/${group.name}.md`,
      text: diagnosticsPage(group),
    })),
  ];
}
