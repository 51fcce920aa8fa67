import type { PackageModel } from "../partition/package-model.ts";
import { bundleScript } from "../printer/bundle-script.ts";
import { commentText } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { constantOf } from "../printer/type-declarations.ts";

/**
 * `bundle.mjs` and `src/version.ts`. Only `package.json` has the version of a package, since releases increase it there, so the build reads it
 * from there.
 */
export function emitBuild({ folder, kind, manifest }: PackageModel): readonly TypeScriptFile[] {
  const hasClient = kind !== "webhooks";
  const bundle = bundleScript(folder, { format: manifest.modules.format, writesVersion: hasClient });
  const version = constantOf("version", VERSION_DOC, '"0.0.0"', "string");
  const path = `${folder}/src/version.ts`;
  return hasClient ? [bundle, { kind: "typescript", path, statements: [version] }] : [bundle];
}

const VERSION_DOC = commentText({
  summary: "The version of this package. The build replaces it by that of `package.json`.",
});
