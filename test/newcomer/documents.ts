import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "../support/workspace.ts";

/** A document that the newcomer starts from. */
export interface Document {
  readonly name: string;
  /** Absolute path. Undefined if it was not found. */
  readonly path: string | undefined;
}

/** The documents, with their places in the npm packages of this workspace that have them. */
const DOCUMENTS: Readonly<Record<string, string | undefined>> = {
  petstore: "@readme/oas-examples/3.0/json/petstore.json",
  "train-travel": "@readme/oas-examples/3.1/json/train-travel.json",
  resend: undefined,
  openai: undefined,
  github: undefined,
};

/**
 * The documents of the comparison, from a folder or from npm packages.
 *
 * @param folder A folder with files such as `openai.json`. Default: only those in npm packages are found.
 */
export function findDocuments(folder: string | undefined): readonly Document[] {
  return Object.entries(DOCUMENTS).map(([name, place]) => {
    const ways = [
      ...["json", "yaml", "yml"].map((ending) => folder && resolve(folder, `${name}.${ending}`)),
      ...["json"].map((ending) => folder && resolve(folder, `${name}3.${ending}`)),
      place && join(root, "generator", "node_modules", place),
    ];
    return { name, path: ways.find((way): way is string => way !== undefined && existsSync(way)) };
  });
}
