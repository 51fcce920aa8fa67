import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import sdkConfig from "../../spec/sdk.config.ts";
import type { JsonObject } from "./document/json.ts";
import type { Source } from "./packages/install.ts";
import { compatFolder, root } from "./workspace.ts";

/** An API under test, and the programs of its consumers. */
export interface Subject {
  readonly name: string;
  readonly source: Source;
  /** Absolute path of the folder with the programs written by hand. */
  readonly consumers: string;
}

/**
 * The bundled API of this workspace, and a small one with features that it lacks.
 *
 * @throws Error if the document was not bundled with `pnpm bundle`.
 */
export function readSubjects(): readonly [copilot: Subject, library: Subject] {
  const copilot = JSON.parse(readFileSync(bundledDocument, "utf8")) as JsonObject;
  const library = parse(readFileSync(join(compatFolder, "documents", "library.yaml"), "utf8")) as JsonObject;
  const consumers = join(compatFolder, "consumers");
  return [
    { name: "copilot", source: { document: copilot, config: sdkConfig }, consumers },
    {
      name: "library",
      source: { document: library, config: libraryConfig },
      consumers: join(consumers, "library"),
    },
  ];
}

/** The path of the bundled document. */
export const bundledDocument: string = join(root, ".wire", "openapi.json");

const libraryConfig = {
  documents: [],
  output: ".",
  naming: "tags" as const,
  scope: "@library",
  environment: "LIBRARY",
  packages: {
    catalogue: { client: "CatalogueClient", description: "Works.", resources: ["works"] },
    desk: { client: "DeskClient", description: "Loans.", resources: ["loans"] },
  },
  webhooks: { folder: "events", description: "What happens in the library." },
  umbrella: { folder: "library", client: "Library", description: "The library." },
};
