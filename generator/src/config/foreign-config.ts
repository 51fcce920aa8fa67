import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The names that a Stainless configuration usually has, relative to the folder of the document. */
const STAINLESS = ["stainless", "openapi.stainless", ".stainless", ".stainless/stainless"].flatMap((name) => [
  `${name}.yml`,
  `${name}.yaml`,
]);

/** The absolute path of the configuration of another generator in a folder, if there is one. */
export function findForeignConfig(cwd: string): string | undefined {
  return STAINLESS.map((name) => resolve(cwd, name)).find((file) => existsSync(file));
}
