import type { StatementStructures } from "ts-morph";
import type { ModuleFormat } from "../partition/package-model.ts";
import type { TypeScriptFile } from "./generated-file.ts";
import { StructureKind, VariableDeclarationKind } from "./structure-kind.ts";

/** What the compiler does not write. */
export interface FinishBuild extends Pick<ModuleFormat, "format"> {
  /** Whether the module `version` gets the version of `package.json`. */
  readonly writesVersion: boolean;
}

/** Whether a build has something to finish. */
export function needsFinish({ format, writesVersion }: FinishBuild): boolean {
  return format === "both" || writesVersion;
}

/** `finish-build.mjs`, which writes what the compiler does not. No file if that is nothing. */
export function finishBuild(folder: string, build: FinishBuild): readonly TypeScriptFile[] {
  if (!needsFinish(build)) return [];
  const { format, writesVersion } = build;
  const names = writesVersion ? ["readFileSync", "writeFileSync"] : ["writeFileSync"];
  const statements: readonly (StatementStructures | string)[] = [
    { kind: StructureKind.ImportDeclaration, moduleSpecifier: "node:fs", namedImports: names },
    ...(format === "both" ? [MARK_COMMONJS] : []),
    ...(writesVersion ? [READ_VERSION, versionText(format)] : []),
  ];
  return [{ kind: "typescript", path: `${folder}/finish-build.mjs`, statements }];
}

const MARK_COMMONJS =
  "// Node takes the modules below `dist/cjs` for CommonJS by the package.json beside them.\n" +
  `writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\\n');`;

const READ_VERSION: StatementStructures = {
  kind: StructureKind.VariableStatement,
  declarationKind: VariableDeclarationKind.Const,
  declarations: [{ name: "{ version }", initializer: 'JSON.parse(readFileSync("package.json", "utf8"))' }],
};

/** Writes the version into the compiled modules. */
function versionText(format: ModuleFormat["format"]): string {
  const esm = (path: string) => `writeFileSync("${path}", \`export const version = \${text};\\n\`);`;
  const commonjs = (path: string) =>
    `writeFileSync("${path}", \`"use strict";\\nexports.version = \${text};\\n\`);`;
  const written = {
    both: [esm("dist/version.js"), commonjs("dist/cjs/version.js")],
    esm: [esm("dist/version.js")],
    commonjs: [commonjs("dist/version.js")],
  };
  return ["const text = JSON.stringify(version);", ...written[format]].join("\n");
}
