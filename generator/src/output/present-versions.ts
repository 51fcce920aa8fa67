import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Tells the version of the package in a folder of the output folder, from its manifest. `0.0.0` if it does not exist yet. */
export function presentVersions(root: string): (folder: string) => string {
  return (folder) => {
    try {
      const { version } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
        readonly version?: unknown;
      };
      return typeof version === "string" ? version : "0.0.0";
    } catch {
      // A manifest that cannot be read is reported when the files are compared.
      return "0.0.0";
    }
  };
}
