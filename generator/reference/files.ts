import { fileURLToPath } from "node:url";
import { codeGroups } from "../src/diagnostics/index.ts";
import { configurationPage } from "./configuration-page.ts";
import { diagnosticsIndex, diagnosticsPage } from "./diagnostics-pages.ts";
import { readKeys } from "./doc-comments.ts";
import { configSchema } from "./json-schema.ts";

/** A file that is made from the sources of the generator. */
export interface ReferenceFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

/** The documentation that is made from the sources: the configuration's page and JSON schema, and the explanations of problems. */
export function referenceFiles(): readonly ReferenceFile[] {
  const keys = readKeys(fileURLToPath(new URL("../src/config", import.meta.url)));
  const schema = configSchema(keys);
  return [
    { path: "docs/configuration.md", text: configurationPage(keys, schema) },
    { path: "generator/sdk.config.schema.json", text: `${JSON.stringify(schema, undefined, 2)}\n` },
    { path: "docs/diagnostics/README.md", text: diagnosticsIndex(codeGroups) },
    ...codeGroups.map((group) => ({
      path: `docs/diagnostics/${group.name}.md`,
      text: diagnosticsPage(group),
    })),
  ];
}
