import { type StatementStructures, StructureKind, VariableDeclarationKind } from "ts-morph";
import type { PackageModel } from "../partition/package-model.ts";
import { commentText } from "../printer/comments.ts";
import type { TypeScriptFile } from "../printer/generated-file.ts";
import { constantOf } from "../printer/type-declarations.ts";

/**
 * `finish-build.mjs`, which writes what the compiler does not, and `src/version.ts`. Only `package.json` has the version of a
 * package, since it is raised there, so the build takes it from there.
 */
export function emitBuild(model: PackageModel): readonly TypeScriptFile[] {
  const hasClient = model.kind !== "webhooks";
  const finish = { path: `${model.folder}/finish-build.mjs`, statements: finishBuild(hasClient) };
  const version = {
    path: `${model.folder}/src/version.ts`,
    statements: [constantOf("version", VERSION_DOC, '"0.0.0"', "string")],
  };
  return (hasClient ? [finish, version] : [finish]).map((file) => ({ kind: "typescript", ...file }));
}

const VERSION_DOC = commentText({
  summary: "The version of this package. The build replaces it by that of `package.json`.",
});

function finishBuild(hasClient: boolean): readonly (StatementStructures | string)[] {
  const names = hasClient ? ["readFileSync", "writeFileSync"] : ["writeFileSync"];
  return [
    { kind: StructureKind.ImportDeclaration, moduleSpecifier: "node:fs", namedImports: names },
    "// Node takes the modules below `dist/cjs` for CommonJS by the package.json beside them.\n" +
      `writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\\n');`,
    ...(hasClient ? [readVersion, WRITE_VERSION] : []),
  ];
}

const readVersion: StatementStructures = {
  kind: StructureKind.VariableStatement,
  declarationKind: VariableDeclarationKind.Const,
  declarations: [{ name: "{ version }", initializer: 'JSON.parse(readFileSync("package.json", "utf8"))' }],
};

const WRITE_VERSION = `const text = JSON.stringify(version);
writeFileSync("dist/version.js", \`export const version = \${text};\\n\`);
writeFileSync("dist/cjs/version.js", \`"use strict";\\nexports.version = \${text};\\n\`);`;
